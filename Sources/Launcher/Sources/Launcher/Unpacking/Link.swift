import CLinux

/// A link of the payload, made when all files are there: until then there is none that a file could be written through.
struct Link {
    var isSymbolic: Bool
    var path: ByteString
    var target: ByteString

    func makeSymbolic(at root: Int32) throws(Failure) -> TreeEntry {
        let entry = TreeEntry(path: path, kind: .link, size: target.count)
        let folder = try Folder.above(path, at: root)
        defer { close(folder) }
        if symlinkat(target.z, folder, ByteString(entry.name).z) != 0 { throw Failure.last("cannot create " + path) }
        return entry
    }

    /// Some file systems have no hard links: there it becomes a copy.
    func makeHard(at root: Int32) throws(Failure) -> TreeEntry {
        let source = sys_openat(root, target.z, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0)
        if source < 0 { throw Failure.last("cannot open " + target) }
        defer { close(source) }
        var status = stat()
        fstat(source, &status)
        let kind: TreeEntry.Kind = status.st_mode & 0o100 != 0 ? .program : .file
        let entry = TreeEntry(path: path, kind: kind, size: Int(status.st_size))
        if linkat(root, target.z, root, path.z, 0) == 0 { return entry }
        let copy = sys_openat(
            root, path.z, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, status.st_mode & 0o755)
        if copy < 0 { throw Failure.last("cannot create " + path) }
        defer { close(copy) }
        try FileBytes.copy(from: source, to: copy)
        return entry
    }
}
