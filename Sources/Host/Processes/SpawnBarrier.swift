#if canImport(Glibc)
    import Glibc
#endif

/// Keeps "text file busy" away. A process that is being started holds copies of all our open files for a moment, those
/// being written included, and a program that anybody has open for writing cannot be started. So whoever closes a file
/// that may be a program waits until the starts that were under way at that time are over.
enum SpawnBarrier {
    private static let lock = ReadersAndWriters()

    /// Runs `body`, which starts a process; many may do so at once.
    static func whileStarting<Value>(_ body: () -> Value) -> Value {
        lock.lockForReading()
        defer { lock.unlock() }
        return body()
    }

    /// Returns when all starts that are under way now are over: after about a millisecond at most.
    static func waitForStarts() {
        lock.lockForWriting()
        lock.unlock()
    }

    /// Runs `body` at a moment when no start is under way.
    static func betweenStarts(_ body: () -> Void) {
        lock.lockForWriting()
        defer { lock.unlock() }
        body()
    }

    /// A lock that many readers or one writer hold; new readers wait behind a writer.
    private final class ReadersAndWriters: @unchecked Sendable {
        private let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)

        init() {
            var attributes = pthread_rwlockattr_t()
            pthread_rwlockattr_init(&attributes)
            let preferWriter: Int32 = 2
            pthread_rwlockattr_setkind_np(&attributes, preferWriter)
            pthread_rwlock_init(lock, &attributes)
            pthread_rwlockattr_destroy(&attributes)
        }

        func lockForReading() { pthread_rwlock_rdlock(lock) }
        func lockForWriting() { pthread_rwlock_wrlock(lock) }
        func unlock() { pthread_rwlock_unlock(lock) }
    }
}
