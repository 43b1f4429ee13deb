import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The keepers that are our children, each until its status is taken.
enum Children {
    private static let numbers = Mutex<Set<Int32>>([])

    static func add(_ pid: Int32) { _ = numbers.withLock { $0.insert(pid) } }

    /// Takes the status of one, waiting for its end.
    static func reap(_ pid: Int32) {
        while waitpid(pid, nil, 0) < 0 && errno == EINTR {}
        _ = numbers.withLock { $0.remove(pid) }
    }

    /// Takes the statuses of those that became our children because their keeper was killed, as they end.
    static func reapOrphans() {
        for _ in 0..<20 {
            takeStatuses()
            Blocking.pause(.milliseconds(10))
        }
    }

    private static func takeStatuses() {
        SpawnBarrier.betweenStarts {
            let (own, keepers) = (getpid(), numbers.withLock { $0 })
            for entry in ProcessTable.read().entries
            where entry.parent == own && entry.isZombie && !keepers.contains(entry.pid) {
                waitpid(entry.pid, nil, WNOHANG)
            }
        }
    }
}
