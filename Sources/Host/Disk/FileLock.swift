package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A lock between processes that is gone with the process that holds it, however that ends.
package final class FileLock: Sendable {
    private let file: Int32

    private init(file: Int32) { self.file = file }

    deinit { close(file) }

    /// Waits for the lock without keeping a thread; cancelling the task ends the wait with `nil`.
    package static func acquire(_ path: FilePath) async throws(DiskError) -> FileLock? {
        var pause = Duration.milliseconds(1)
        while !Task.isCancelled {
            if let lock = try attempt(path) { return lock }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(50))
        }
        return nil
    }

    /// Takes the lock if it is free.
    package static func attempt(_ path: FilePath) throws(DiskError) -> FileLock? {
        let file = open(path.string, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DiskError("lock", path) }
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return FileLock(file: file) }
        let number = errno
        close(file)
        guard number == EWOULDBLOCK || number == EINTR else { throw DiskError("lock", path, number) }
        return nil
    }
}
