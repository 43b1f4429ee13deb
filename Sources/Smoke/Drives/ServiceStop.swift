import Host
import Matrix

#if canImport(Glibc)
    import Glibc
#endif

/// The ending of a service as a system does it: SIGTERM to its main process, and nothing may be left.
struct ServiceStop: Sendable {
    let service: Service
    let grace: Duration

    /// Ends the service; returns what was wrong with that.
    func run() async -> Failure? {
        guard let pid = service.pid else {
            return .endedDuringChecks("there is nothing to stop", log: service.log)
        }
        let left = await Blocking.run { () -> [RunningProcess]? in
            service.processes.signal(SIGTERM, to: pid)
            guard isGone(pid) else { return nil }
            // What the main process has started may need a moment to notice.
            return service.processes.waitUntilGone(within: .milliseconds(500)) ? [] : service.processes.running()
        }
        guard let left else { return .ignoresTerm(pid, grace, log: service.log) }
        return left.isEmpty ? nil : .leftBehind(left)
    }

    private func isGone(_ pid: Int32) -> Bool {
        let deadline = Clock.live.monotonic() + grace.seconds
        while service.processes.running().contains(where: { $0.pid == pid }) {
            if Clock.live.monotonic() >= deadline { return false }
            Blocking.pause(.milliseconds(10))
        }
        return true
    }
}
