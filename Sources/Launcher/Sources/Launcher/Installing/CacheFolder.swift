import CLinux

/// A folder that applications are installed into; they lie in its subfolder `apps`, and what several of them have in
/// common in `layers`.
struct CacheFolder {
    /// A place that may serve.
    struct Candidate {
        let path: ByteString
        /// In a folder that all users share, under a name that they can guess.
        let isShared: Bool
    }

    let path: ByteString
    /// Open, as are its subfolders.
    let root: Int32
    let apps: Int32
    let layers: Int32

    /// Where installs are looked for and made, the best place first.
    static func candidates() -> [Candidate] {
        if let chosen = Environment.value("BMATRIX_DIR") { return [Candidate(path: chosen, isShared: false)] }
        var all: [Candidate] = []
        if let cache = Environment.folder("XDG_CACHE_HOME") {
            all.append(Candidate(path: cache + "/bmatrix", isShared: false))
        }
        if let home = Environment.folder("HOME") {
            all.append(Candidate(path: home + ByteString(sys_home_cache()), isShared: false))
        }
        let name = "/bmatrix-" + ByteString(decimal: Int(geteuid()))
        if let temporary = Environment.folder("TMPDIR") {
            all.append(Candidate(path: temporary + name, isShared: true))
        }
        let shared: [ByteString] = ["/tmp", "/var/tmp", "/dev/shm", "/run"]
        for parent in shared.prefix(Int(sys_shared_folders)) {
            all.append(Candidate(path: parent + name, isShared: true))
        }
        return all
    }

    /// Opens a candidate if it can be trusted with programs to run, else throws why not.
    init(_ candidate: Candidate, create: Bool) throws(Failure) {
        path = candidate.path
        guard path.bytes.first == UInt8(ascii: "/") else { throw .refused("not an absolute path") }
        if create { try Folder.make(path) }
        try CacheFolder.checkParent(of: path, isShared: candidate.isShared)
        let link = candidate.isShared ? O_NOFOLLOW : 0
        root = try CacheFolder.open(path, at: AT_FDCWD, flags: link)
        do throws(Failure) {
            apps = try CacheFolder.subfolder("apps", of: root, create)
        } catch {
            CLinux.close(root)
            throw error
        }
        do throws(Failure) {
            layers = try CacheFolder.subfolder("layers", of: root, create)
        } catch {
            CLinux.close(root)
            CLinux.close(apps)
            throw error
        }
    }

    func close() {
        CLinux.close(root)
        CLinux.close(apps)
        CLinux.close(layers)
    }

    private static func subfolder(_ name: ByteString, of root: Int32, _ create: Bool) throws(Failure) -> Int32 {
        if create, mkdirat(root, name.z, 0o700) != 0, sys_errno() != EEXIST {
            throw Failure.last("cannot create its subfolder " + name)
        }
        return try open(name, at: root, flags: O_NOFOLLOW)
    }

    private static func open(_ path: ByteString, at parent: Int32, flags: Int32) throws(Failure) -> Int32 {
        let folder = sys_openat(parent, path.z, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags, 0)
        if folder < 0 { throw Failure.last("cannot open it") }
        do throws(Failure) {
            try check(folder)
        } catch {
            CLinux.close(folder)
            throw error
        }
        return folder
    }

    private static func check(_ folder: Int32) throws(Failure) {
        var status = stat()
        var mount = statvfs()
        if fstat(folder, &status) != 0 || fstatvfs(folder, &mount) != 0 { throw Failure.last("cannot look at it") }
        if status.st_uid != geteuid() {
            throw .refused("it belongs to user " + ByteString(decimal: Int(status.st_uid)))
        }
        if status.st_mode & 0o022 != 0 { throw .refused("other users may write to it") }
        if mount.f_flag & UInt(ST_NOEXEC) != 0 { throw .refused("programs may not be run from it (noexec)") }
    }

    /// In a shared folder without the sticky bit anybody may put his folder in the place of ours. Where nobody but the user
    /// is expected to write, his group may: many systems give each user a group of his own.
    private static func checkParent(of path: ByteString, isShared: Bool) throws(Failure) {
        guard let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return }
        var status = stat()
        guard stat(ByteString(path.bytes[..<slash]).z, &status) == 0 else {
            throw Failure.last("cannot look at its parent")
        }
        let isOurs = status.st_uid == geteuid() || status.st_uid == 0
        let others: mode_t = isShared ? 0o022 : 0o002
        if (isShared && !isOurs) || (status.st_mode & others != 0 && status.st_mode & 0o1000 == 0) {
            throw .refused("other users may replace it")
        }
    }
}
