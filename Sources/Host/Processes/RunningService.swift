/// A service that a command has left behind, under the eyes of its keeper. When nobody holds it any more, it is ended at once.
/// Its calls block, so they belong on a thread of their own.
package final class RunningService: Sendable {
    private let keeper: Keeper

    init(_ keeper: Keeper) { self.keeper = keeper }

    /// Its processes. Their numbers are those that its own programs see, which differ from ours inside a sandbox.
    package func running() -> [RunningProcess] { keeper.list() }

    /// Sends a signal to one of its processes.
    package func signal(_ number: Int32, to pid: Int32) { keeper.signal(number, to: pid) }

    /// Waits until none of its processes runs any more; returns whether that came true in time.
    package func waitUntilGone(within time: Duration) -> Bool {
        let deadline = Clock.live.monotonic() + time.seconds
        while !running().isEmpty {
            if Clock.live.monotonic() >= deadline { return false }
            Blocking.pause(.milliseconds(5))
        }
        return true
    }

    /// Ends it: SIGTERM, the grace, SIGKILL.
    package func end(grace: Duration) {
        keeper.end(grace: grace)
        _ = keeper.wait(within: grace + .seconds(10)) { $0.isDone }
    }

    /// The loopback interface that it sees.
    package var loopback: Loopback { Loopback { [keeper] in keeper.socket() } }
}
