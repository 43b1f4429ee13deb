import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// One thread that waits for all our sockets, so that a waiting task costs no thread.
final class Readiness: Sendable {
    static let shared = Readiness()

    private typealias Waiting = [Int32: CheckedContinuation<Void, Never>]
    private let waiting = Mutex<Waiting>([:])
    private let bell = Bell()

    private init() { Blocking.start { [self] in while true { turn() } } }

    /// Returns when there is something to read from the file, or its other side is closed; perhaps too early.
    /// Only one task may wait for a file.
    func wait(for file: Int32) async {
        await withCheckedContinuation { continuation in
            waiting.withLock { $0[file] = continuation }
            bell.ring()
        }
    }

    private func turn() {
        let files = waiting.withLock { Array($0.keys) }
        var watched = (files + [bell.reader]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // Without a bell, for want of descriptors, we look around every 10 ms.
        guard poll(&watched, nfds_t(watched.count), bell.reader < 0 ? 10 : -1) > 0 else { return }
        bell.silence()
        let ready = watched.filter { $0.revents != 0 }.map(\.fd)
        let resumed = waiting.withLock { waiting in ready.compactMap { waiting.removeValue(forKey: $0) } }
        for continuation in resumed { continuation.resume() }
    }

    /// A pipe that interrupts the waiting thread.
    private struct Bell: Sendable {
        let reader: Int32
        private let writer: Int32

        init() {
            var ends: [Int32] = [-1, -1]
            if pipe(&ends) == 0 {
                for end in ends {
                    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                    _ = fcntl(end, F_SETFL, O_NONBLOCK)
                }
            }
            (reader, writer) = (ends[0], ends[1])
        }

        func ring() {
            var byte: UInt8 = 1
            _ = write(writer, &byte, 1)
        }

        func silence() {
            var bytes = [UInt8](repeating: 0, count: 256)
            while read(reader, &bytes, bytes.count) == bytes.count {}
        }
    }
}
