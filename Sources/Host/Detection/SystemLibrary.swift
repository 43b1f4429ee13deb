/// The C library of a Linux system.
package enum SystemLibrary: String, Hashable, Sendable {
    case glibc
    case musl
}

/// What one step of the detection makes of what it saw.
package struct DetectionStep: Hashable, Sendable {
    /// `ldd --version`, `loader files`, `os-release` or `/proc/self/maps`.
    package let name: String
    /// What it saw, in few words.
    package let seen: String
    /// The library that it speaks for, if it speaks for one.
    package let library: SystemLibrary?
    /// The version of that library, where it shows.
    package let version: String?

    init(_ name: String, seen: String, _ library: SystemLibrary? = nil, version: String? = nil) {
        self.name = name
        self.seen = seen
        self.library = library
        self.version = version
    }
}
