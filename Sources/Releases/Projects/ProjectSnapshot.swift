package import Digest
package import Host
package import SystemPackage

/// The files of a project that a build reads, and their digest; a build works on a copy, so the project is never written to.
package struct ProjectSnapshot: Sendable {
    /// The project's folder.
    package let root: FilePath
    /// The paths that count, relative to the root, sorted.
    package let files: [String]
    /// SHA-256 over every path, executable bit and content.
    package let digest: DigestValue

    /// Folders that builds and editors make, which no build may depend on.
    private static let ignored: Set<String> = [
        ".git", ".hg", ".svn", "_build", ".elixir_ls", ".lexical", ".expert", "node_modules",
    ]
    /// The same, but with names that sources below the root may well have.
    private static let ignoredAtRoot: Set<String> = ["cover", "doc"]
    private static let ignoredFiles: Set<String> = ["erl_crash.dump", ".DS_Store"]

    /// Reads the project.
    package init(of root: FilePath, disk: Disk) throws(ReleaseError) {
        guard disk.kind(of: root.appending("mix.exs")) == .file else { throw .noProject(root) }
        self.root = root
        do throws(DiskError) {
            files = try Self.files(below: root, disk)
            digest = try Self.digest(of: files, in: root, disk)
        } catch { throw .disk(error) }
    }

    /// Copies the files into a new folder.
    package func copy(to folder: FilePath, disk: Disk) throws(DiskError) {
        try disk.makeFolder(folder)
        var made: Set<String> = []
        for file in files {
            let target = folder.appending(file)
            let parent = target.removingLastComponent()
            if made.insert(parent.string).inserted { try disk.makeFolder(parent) }
            let source = root.appending(file)
            if disk.kind(of: source) == .link {
                try disk.link(target, to: disk.readLink(source))
            } else {
                try disk.copyFile(source, to: target)
            }
        }
    }

    private static func files(below root: FilePath, _ disk: Disk) throws(DiskError) -> [String] {
        var found: [String] = []
        var pending = [""]
        while let prefix = pending.popLast() {
            for name in try disk.list(prefix.isEmpty ? root : root.appending(prefix)) where !ignored.contains(name) {
                if prefix.isEmpty && ignoredAtRoot.contains(name) { continue }
                let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
                switch disk.kind(of: root.appending(path)) {
                case .folder: pending.append(path)
                case .file where !ignoredFiles.contains(name), .link: found.append(path)
                default: continue
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func digest(of files: [String], in root: FilePath, _ disk: Disk) throws(DiskError) -> DigestValue {
        var total = SHA256()
        for file in files {
            let path = root.appending(file)
            if disk.kind(of: path) == .link {
                total.update("link\0\(file)\0\(try disk.readLink(path))\0")
                continue
            }
            let content = SHA256.digest(of: try disk.read(path))
            total.update("\(disk.isExecutable(path) ? "program" : "file")\0\(file)\0\(content.hex)\0")
        }
        return total.finalize()
    }
}
