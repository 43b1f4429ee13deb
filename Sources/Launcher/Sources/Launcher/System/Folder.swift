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
