package import Matrix
package import SystemPackage

/// The files of a release, ready to be packed: what an install will hold, and where each file comes from.
package struct ReleaseTree: Hashable, Sendable {
    /// One folder, file or link of the release.
    package struct Entry: Hashable, Sendable {
        /// Relative to the release's root, parts separated by `/`.
        package var path: String
        package var content: Content
        /// The part that a file's bytes count for.
        package var component: Component

        package init(path: String, content: Content, component: Component) {
            self.path = path
            self.content = content
            self.component = component
        }
    }

    /// What an entry holds.
    package enum Content: Hashable, Sendable {
        case folder
        /// A copy of the file at `source`, which has `size` bytes.
        case file(source: FilePath, size: UInt64, isExecutable: Bool)
        /// A symbolic link to a place inside the release.
        case link(target: String)
    }

    /// Sorted by path, with every folder before what it holds.
    package let entries: [Entry]

    /// Refuses paths and links that would leave the release, and two entries for one path; adds missing folders.
    package init(_ entries: [Entry]) throws(ArtifactError) {
        var byPath: [String: Entry] = [:]
        for entry in entries {
            try ReleaseTree.check(entry)
            if byPath.updateValue(entry, forKey: entry.path) != nil {
                throw .invalidEntry(path: entry.path, detail: "it is there twice")
            }
        }
        for entry in entries { try ReleaseTree.addFolders(above: entry.path, to: &byPath) }
        self.entries = byPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private static func check(_ entry: Entry) throws(ArtifactError) {
        if !isPlain(entry.path) {
            throw .invalidEntry(path: entry.path, detail: "its path is not a plain relative one")
        }
        guard case .link(let target) = entry.content else { return }
        if !isInside(target, depth: entry.path.utf8.count { $0 == UInt8(ascii: "/") }) {
            throw .invalidEntry(path: entry.path, detail: "it is a link out of the release, to '\(target)'")
        }
    }

    /// Whether a path is relative and names each folder on its way.
    static func isPlain(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return !path.utf8.contains(0)
            && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    }

    /// Whether a link that lies `depth` folders deep stays within the release at each step.
    static func isInside(_ target: String, depth: Int) -> Bool {
        guard let first = target.utf8.first, first != UInt8(ascii: "/") else { return false }
        var depth = depth
        for part in target.utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual("..".utf8) { depth -= 1 } else if !part.elementsEqual(".".utf8) { depth += 1 }
            if depth < 0 { return false }
        }
        return true
    }

    private static func addFolders(above path: String, to entries: inout [String: Entry]) throws(ArtifactError) {
        var rest = Substring(path)
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            let folder = String(rest)
            switch entries[folder]?.content {
            case .folder: return
            case nil: entries[folder] = Entry(path: folder, content: .folder, component: .format)
            default: throw .invalidEntry(path: path, detail: "'\(folder)' is not a folder")
            }
        }
    }
}
