import CLinux

/// Folders, made and removed.
enum Folder {
    /// Is it ours alone? Then nobody else can have put anything into it.
    static func isPrivate(_ status: stat) -> Bool {
        sys_is_directory(status.st_mode) != 0 && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
    }

    /// Makes the folder and those above it, for us alone. Never inside a folder of another user (root's is fine): with
    /// `sudo -E`, root would leave folders in somebody's home that he cannot use.
    static func make(_ path: ByteString) throws(Failure) {
        var status = stat()
        if stat(path.z, &status) == 0 { return }
        if let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 {
            let parent = ByteString(path.bytes[..<slash])
            try make(parent)
            if stat(parent.z, &status) == 0, status.st_uid != geteuid(), status.st_uid != 0 {
                throw .refused(parent + " belongs to user " + ByteString(decimal: Int(status.st_uid)))
            }
        }
        if mkdir(path.z, 0o700) != 0, sys_errno() != EEXIST { throw Failure.last("cannot create " + path) }
    }

    /// The folder that a path below `root` lies in, open. No link is followed on the way: one that was made before may lead
    /// to another, and together they may lead anywhere.
    static func above(_ path: ByteString, at root: Int32, create: Bool = false) throws(Failure) -> Int32 {
        let flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var folder = sys_openat(root, ".", flags, 0)
        var start = path.bytes.startIndex
        for slash in path.bytes.indices where folder >= 0 && path.bytes[slash] == UInt8(ascii: "/") {
            let name = ByteString(path.bytes[start..<slash])
            if create { mkdirat(folder, name.z, 0o755) }
            let next = sys_openat(folder, name.z, flags, 0)
            close(folder)
            folder = next
            start = slash + 1
        }
        if folder < 0 { throw Failure.last("cannot open the folder of " + path) }
        return folder
    }

    /// Removes what is there; what cannot be removed shows when the place is used.
    static func remove(_ name: ByteString, at parent: Int32) {
        let folder = sys_openat(parent, name.z, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        if folder >= 0 {
            for entry in entries(folder) where unlinkat(folder, entry.z, 0) != 0 { remove(entry, at: folder) }
            close(folder)
        }
        if unlinkat(parent, name.z, AT_REMOVEDIR) != 0 { unlinkat(parent, name.z, 0) }
    }

    /// The names in a folder, but for `.` and `..`.
    static func entries(_ folder: Int32) -> [ByteString] {
        let copy = sys_openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        guard copy >= 0 else { return [] }
        guard let stream = fdopendir(copy) else {
            close(copy)
            return []
        }
        defer { closedir(stream) }
        var names: [ByteString] = []
        while let entry = readdir(stream) {
            let name = ByteString(sys_entry_name(entry))
            if !equal(name.bytes, "."), !equal(name.bytes, "..") { names.append(name) }
        }
        return names
    }
}
