import CLinux

/// A tree that lies in the cache, with its index read: not yet known to be whole.
struct InstalledTree {
    let root: Int32
    /// The open index.
    let index: Int32
    /// The index behind its header, with a zero byte behind its end.
    let records: [UInt8]
    let proof: ByteString

    /// Nil if it is absent, not ours alone, or without a sound index.
    ///
    /// - Parameter isHeld: keeps it from being cleaned away while the index is open.
    init?(_ name: ByteString, in folder: Int32, isHeld: Bool = false) {
        root = sys_openat(folder, name.z, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        guard root >= 0 else { return nil }
        index = sys_openat(root, TreeIndex.name.z, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0)
        var folderStatus = stat()
        var status = stat()
        guard index >= 0, fstat(root, &folderStatus) == 0, Folder.isPrivate(folderStatus),
            !isHeld || InstalledTree.hold(index), fstat(index, &status) == 0, sys_is_regular(status.st_mode) != 0,
            let text = InstalledTree.read(index, Int(status.st_size)), sys_link_count(&status) > 0
        else {
            InstalledTree.close(root, index)
            return nil
        }
        proof = ByteString(text[TreeIndex.proofOffset..<(TreeIndex.proofOffset + TreeIndex.proofSize)])
        records = text
    }

    func close() { InstalledTree.close(root, index) }

    private static func close(_ root: Int32, _ index: Int32) {
        if index >= 0 { CLinux.close(index) }
        CLinux.close(root)
    }

    /// Fails if somebody is taking the tree away. Some file systems know no locks: there nothing is cleaned away.
    private static func hold(_ index: Int32) -> Bool {
        sys_flock(index, LOCK_SH | LOCK_NB) == 0 || sys_errno() != EWOULDBLOCK
    }

    /// The whole file and a zero byte, if the header is sound.
    private static func read(_ file: Int32, _ size: Int) -> [UInt8]? {
        guard size >= TreeIndex.headerSize, size < 1 << 28 else { return nil }
        var text = [UInt8](repeating: 0, count: size + 1)
        guard pread(file, &text, size, 0) == size, text.starts(with: TreeIndex.magic.bytes) else { return nil }
        let length = Fields(text[(TreeIndex.headerSize - 11)..<(TreeIndex.headerSize - 1)]).decimal(0)
        return length == UInt64(size - TreeIndex.headerSize) ? text : nil
    }

    /// Have its bytes reached the disk, or has nothing yet happened that could have lost them?
    ///
    /// - Parameter boot: what the kernel calls this boot; not asked for if the tree is known to be durable.
    func isProven(in boot: @autoclosure () -> ByteString?) -> Bool {
        if proof == TreeIndex.padded(Boot.durable) { return true }
        if let boot = boot(), proof == TreeIndex.padded(boot) { return true }
        // What cannot be written to has lost nothing since it was made; nor could it be marked.
        var mount = statvfs()
        return fstatvfs(index, &mount) == 0 && mount.f_flag & UInt(ST_RDONLY) != 0
    }

    /// Says that its bytes are on the disk, once they are.
    func prove() {
        let file = sys_openat(root, TreeIndex.name.z, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0)
        if file < 0 { return }
        defer { CLinux.close(file) }
        if sys_syncfs(file) != 0 { return }
        pwrite(file, TreeIndex.padded(Boot.durable).z, TreeIndex.proofSize, off_t(TreeIndex.proofOffset))
    }

    /// The layers that it has links into.
    var layers: [ByteString] {
        records.dropFirst(TreeIndex.headerSize).split(separator: 0).filter { $0.first == UInt8(ascii: "@") }
            .map { ByteString($0.dropFirst()) }
    }
}
