/// What was seen of a system, step by step; what follows from it is told by `LibraryDetection`.
package struct SystemFacts: Hashable, Sendable {
    /// uname(2): the kernel's name, its release and the processor.
    package var kernel: Kernel
    /// What `ldd --version` said.
    package var ldd: Answer?
    /// Dynamic loaders at the places where programs look for them.
    package var loaders: [String]
    /// The text of `/etc/os-release`, empty where there is none.
    package var osRelease: String
    /// The text of `/proc/self/maps`: what this very process has loaded.
    package var maps: String
    /// What the C library of this process calls its version, if it is glibc.
    package var ownGlibc: String?

    package init(
        kernel: Kernel, ldd: Answer? = nil, loaders: [String] = [], osRelease: String = "", maps: String = "",
        ownGlibc: String? = nil
    ) {
        self.kernel = kernel
        self.ldd = ldd
        self.loaders = loaders
        self.osRelease = osRelease
        self.maps = maps
        self.ownGlibc = ownGlibc
    }

    /// The kernel in its own words.
    package struct Kernel: Hashable, Sendable {
        /// `Linux`
        package var name: String
        /// `6.1.0-30-amd64`
        package var release: String
        /// `x86_64`
        package var machine: String

        package init(name: String = "Linux", release: String = "", machine: String) {
            self.name = name
            self.release = release
            self.machine = machine
        }
    }

    /// What a program said on both its outputs.
    package struct Answer: Hashable, Sendable {
        /// Where it is: never looked for in PATH.
        package var path: String
        /// `nil` for one that did not end by itself.
        package var status: Int?
        package var text: String

        package init(path: String, status: Int?, text: String) {
            self.path = path
            self.status = status
            self.text = text
        }
    }
}

extension SystemFacts {
    /// What `/etc/os-release` says under a name (os-release(5)), without its quotes.
    package func release(_ name: String) -> String? {
        for line in osRelease.split(whereSeparator: \.isNewline) where line.hasPrefix("\(name)=") {
            let value = line.dropFirst(name.count + 1)
            let quotes = value.first.map { $0 == "\"" || $0 == "'" } ?? false
            return String(quotes && value.count > 1 && value.last == value.first ? value.dropFirst().dropLast() : value)
        }
        return nil
    }
}
