package import Matrix

/// A folder, file or link in an artifact, as reports tell of it.
package struct PackedFile: Hashable, Codable, Sendable {
    /// What it is.
    package enum Kind: String, Hashable, Codable, Sendable {
        case folder, file, program, link
        /// The same file as another one, stored once.
        case copy
    }

    package var path: String
    package var kind: Kind
    package var component: Component
    /// Bytes of its content.
    package var size: Int
    /// About what it takes of the artifact: its share of the piece that it is compressed with.
    package var stored: Int
    package var sha256: String?
    /// What a link points to, and what a copy is a copy of.
    package var target: String?

    package init(
        path: String, kind: Kind, component: Component, size: Int = 0, stored: Int = 0, sha256: String? = nil,
        target: String? = nil
    ) {
        self.path = path
        self.kind = kind
        self.component = component
        self.size = size
        self.stored = stored
        self.sha256 = sha256
        self.target = target
    }

    /// The library, or the other part of the release, that it belongs to.
    var library: LibraryName { LibraryName(of: path) }
}

/// A folder of the release that versions tell apart: `lib/kernel-10.2.7` is version 10.2.7 of kernel.
struct LibraryName: Hashable {
    /// Such as `kernel`, `erts`, `libc`, `releases`.
    let name: String
    /// Empty where there is none.
    let version: String
    /// The path below it.
    let rest: String

    init(of path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let above = Self.foldersAboveApplication(parts)
        parts.removeFirst(above)
        let folder = parts.first ?? ""
        let isNamed = above > 0 || path.hasPrefix("erts-")
        let hyphen = isNamed ? folder.lastIndex(of: "-") : nil
        if let hyphen, folder[folder.index(after: hyphen)...].first?.isNumber == true {
            name = String(folder[..<hyphen])
            version = String(folder[folder.index(after: hyphen)...])
        } else {
            name = String(folder)
            version = ""
        }
        rest = parts.dropFirst().joined(separator: "/")
    }

    /// Applications lie in `lib`, those of an escript in `bin/NAME` and `elixir`.
    private static func foldersAboveApplication(_ parts: [Substring]) -> Int {
        switch parts.first {
        case "lib" where parts.count > 1: 1
        case "elixir" where parts.count > 2: 1
        case "bin" where parts.count > 3: 2
        default: 0
        }
    }
}
