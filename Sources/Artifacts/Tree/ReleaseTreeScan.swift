import Host
package import Matrix
package import SystemPackage

extension ReleaseTree {
    /// Everything below a folder; `component` tells for each file's path what its bytes count for. Blocks meanwhile.
    package init(scanning root: FilePath, component: (String) -> Component) throws(ArtifactError) {
        var entries: [Entry] = []
        var pending = [""]
        while let prefix = pending.popLast() {
            let folder = prefix.isEmpty ? root : root.appending(prefix)
            for name in try ReleaseTree.names(in: folder) {
                let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
                let content = try ReleaseTree.content(of: root.appending(path), path)
                if content == .folder { pending.append(path) }
                entries.append(Entry(path: path, content: content, component: component(path)))
            }
        }
        try self.init(entries)
    }

    private static func names(in folder: FilePath) throws(ArtifactError) -> [String] {
        do throws(DiskError) {
            return try Disk().list(folder)
        } catch {
            throw .unreadable(error.path, Errno(rawValue: error.number))
        }
    }

    private static func content(of file: FilePath, _ path: String) throws(ArtifactError) -> Content {
        let disk = Disk()
        let look = disk.look(at: file)
        switch look?.kind {
        case .folder: return .folder
        case .file: return .file(source: file, size: UInt64(look?.size ?? 0), isExecutable: look?.isExecutable == true)
        case .link:
            do throws(DiskError) {
                return .link(target: try disk.readLink(file))
            } catch {
                throw .unreadable(error.path, Errno(rawValue: error.number))
            }
        case .other: throw .invalidEntry(path: path, detail: "it is neither a file nor a folder nor a link")
        // A name that is listed but then not found had to be repaired to become text.
        case nil: throw .invalidEntry(path: path, detail: "its name is not UTF-8, or it has just been removed")
        }
    }
}
