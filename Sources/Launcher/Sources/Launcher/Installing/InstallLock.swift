import CLinux

/// The right to write one install, held by one process at a time. The system frees it when its holder dies.
struct InstallLock: ~Copyable {
    private let file: Int32
    private let name: ByteString
    private let folder: Int32

    /// Waits for it.
    init(_ name: ByteString, in folder: Int32) throws(Failure) {
        self.name = name
        self.folder = folder
        while true {
            let opened = sys_openat(folder, name.z, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if opened < 0 { throw Failure.last("cannot create " + name) }
            var result = sys_flock(opened, LOCK_EX)
            while result != 0, sys_errno() == EINTR { result = sys_flock(opened, LOCK_EX) }
            if result != 0 {
                let error = Failure.last("cannot lock " + name)
                close(opened)
                throw error
            }
            if InstallLock.isCurrent(opened, name, in: folder) {
                file = opened
                return
            }
            close(opened)
        }
    }

    deinit { close(file) }

    /// The holder before may have removed the file that we waited for; then another process may hold a new one.
    private static func isCurrent(_ file: Int32, _ name: ByteString, in folder: Int32) -> Bool {
        var ours = stat()
        var there = stat()
        return fstat(file, &ours) == 0 && fstatat(folder, name.z, &there, AT_SYMLINK_NOFOLLOW) == 0
            && ours.st_ino == there.st_ino && ours.st_dev == there.st_dev
    }

    /// Leaves no file behind; only while the lock is held.
    func removeFile() { unlinkat(folder, name.z, 0) }
}
