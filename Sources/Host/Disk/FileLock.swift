package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A lock between processes that is gone with the process that holds it, however that ends.
package final class FileLock: Sendable {
    private let file: Int32
    private let path: FilePath

    private init(file: Int32, path: FilePath) {
        self.file = file
        self.path = path
    }

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
        while true {
            let file = open(path.string, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else { throw DiskError("lock", path) }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                let number = errno
                close(file)
                guard number == EWOULDBLOCK || number == EINTR else { throw DiskError("lock", path, number) }
                return nil
            }
            if stands(file, at: path) { return FileLock(file: file, path: path) }
            // Its last holder removed the file between our two calls: whoever comes next has another one.
            close(file)
        }
    }

    /// Removes the lock's file while the lock is held, so that nothing is left of it.
    package func removeFile() { unlink(path.string) }

    private static func stands(_ file: Int32, at path: FilePath) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(file, &held) == 0 && lstat(path.string, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }
}
