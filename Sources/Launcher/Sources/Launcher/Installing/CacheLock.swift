import CLinux

/// The right to change what lies in a cache folder, held by one process at a time. The system frees it when its holder
/// dies, and whatever has a hidden name was then left by somebody who was killed.
struct CacheLock {
    private let file: Int32

    /// Waits for it.
    init(_ cache: CacheFolder) throws(Failure) {
        file = sys_openat(cache.root, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if file < 0 { throw Failure.last("cannot create lock") }
        var result = sys_flock(file, LOCK_EX)
        while result != 0, sys_errno() == EINTR { result = sys_flock(file, LOCK_EX) }
        if result != 0 {
            let error = Failure.last("cannot lock it")
            close(file)
            throw error
        }
    }

    func release() { close(file) }
}
