import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The signals that end a run early: the first cancels its task, a second one ends the tool at once.
final class Signals: Sendable {
    private let received = Mutex<Int32?>(nil)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    /// The signal that came, if one did.
    var signal: Int32? { received.withLock { $0 } }

    /// Runs `work` in a task that SIGINT, SIGTERM and SIGHUP cancel.
    func whileListening(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        listen { task.cancel() }
        defer { sources.withLock { $0.forEach { $0.cancel() } } }
        try await task.value
    }

    private func listen(_ cancel: @escaping @Sendable () -> Void) {
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        let queue = DispatchQueue(label: "signals")
        sources.withLock { sources in
            sources = numbers.map { number in
                Glibc.signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { [self] in
                    let isFirst = received.withLock { received in
                        defer { received = received ?? number }
                        return received == nil
                    }
                    if isFirst { return cancel() }
                    Cursor.giveBack()
                    _exit(128 + number)
                }
                source.resume()
                return source
            }
        }
    }
}
