import CLinux

/// A tree that is being made beside its place.
struct PartialTree {
    let root: Int32
    private var entries: [TreeEntry] = []
    private var index: [UInt8] = []

    /// An empty folder; what somebody left there who was killed is removed.
    init(_ tree: PlannedTree) throws(Failure) {
        let name = tree.partialName
        Folder.remove(name, at: tree.parent)
        if mkdirat(tree.parent, name.z, 0o700) != 0 { throw Failure.last("cannot create " + name) }
        root = sys_openat(tree.parent, name.z, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        if root < 0 { throw Failure.last("cannot open " + name) }
    }

    /// Adds the links into layers, and the index.
    mutating func finish(_ tree: PlannedTree, _ entries: [TreeEntry]) throws(Failure) {
        self.entries = entries
        self.entries.append(contentsOf: try tree.mount(at: root))
        // Where boots cannot be told apart, the bytes go to the disk now.
        if Boot.id == nil, sys_syncfs(root) != 0 { throw Failure.last("cannot write " + tree.name) }
        index = TreeIndex.bytes(self.entries, layers: tree.layers, proof: Boot.id ?? Boot.durable)
        try writeIndex(at: root)
    }

    /// In place, as running programs hold locks on the file; whatever else has its name goes.
    private func writeIndex(at root: Int32) throws(Failure) {
        var status = stat()
        if fstatat(root, TreeIndex.name.z, &status, AT_SYMLINK_NOFOLLOW) == 0, sys_is_regular(status.st_mode) == 0 {
            Folder.remove(TreeIndex.name, at: root)
        }
        let file = sys_openat(root, TreeIndex.name.z, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file < 0 { throw Failure.last("cannot create " + TreeIndex.name) }
        defer { close(file) }
        if ftruncate(file, 0) != 0 { throw Failure.last("cannot write " + TreeIndex.name) }
        try writeAll(file, index, index.count)
    }

    /// Puts it in its place. If there is one already, which programs may be running from, only files change places.
    func deliver(_ tree: PlannedTree, isReplaced: Bool) throws(Failure) {
        var status = stat()
        let isThere = fstatat(tree.parent, tree.name.z, &status, AT_SYMLINK_NOFOLLOW) == 0
        if isThere, Folder.isPrivate(status) {
            try mend(tree, isReplaced)
            return
        }
        if isThere { Folder.remove(tree.name, at: tree.parent) }
        if renameat(tree.parent, tree.partialName.z, tree.parent, tree.name.z) != 0 {
            throw Failure.last("cannot rename " + tree.partialName)
        }
    }

    private func mend(_ tree: PlannedTree, _ isReplaced: Bool) throws(Failure) {
        let live = sys_openat(tree.parent, tree.name.z, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        if live < 0 { throw Failure.last("cannot open " + tree.name) }
        defer { close(live) }
        for entry in entries {
            let isKept = !isReplaced || entry.kind == .link
            if isKept, TreeEntry.isThere(entry.path.z, at: live, entry.kind.letter, entry.size) { continue }
            if renameat(root, entry.path.z, live, entry.path.z) == 0 { continue }
            makeRoom(for: entry.path, at: live, tree)
            if renameat(root, entry.path.z, live, entry.path.z) != 0 { throw Failure.last("cannot mend " + entry.path) }
        }
        try writeIndex(at: live)
    }

    /// Takes away what stands in the way of a file: a folder in its place, or something else in that of a folder.
    private func makeRoom(for path: ByteString, at live: Int32, _ tree: PlannedTree) {
        for slash in path.bytes.indices where path.bytes[slash] == UInt8(ascii: "/") {
            let folder = ByteString(path.bytes[..<slash])
            var status = stat()
            if fstatat(live, folder.z, &status, AT_SYMLINK_NOFOLLOW) == 0, sys_is_directory(status.st_mode) == 0 {
                unlinkat(live, folder.z, 0)
            }
        }
        Folder.remove(path, at: live)
        tree.makeFolders(above: path, at: live)
    }

    func remove(_ tree: PlannedTree) {
        close(root)
        Folder.remove(tree.partialName, at: tree.parent)
    }
}
