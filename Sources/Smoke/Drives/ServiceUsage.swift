import Host
import Matrix
import SystemPackage

/// Waiting until a service is ready, and using it.
struct ServiceUsage: Sendable {
    let service: Service
    let life: DaemonLife
    /// How often as long as usual something may take.
    let stretch: Double

    /// How long a check may take; a file or a line of the log may be on its way.
    private var patience: Duration { .seconds(5) * stretch }

    /// Waits until the service is ready; returns why it is not.
    func becomeReady() async -> Failure? {
        if case .port(let text) = life.ready, Int(text) == nil { return .badPort(text) }
        if case .up(let seconds) = life.ready { return await stayUp(.seconds(seconds)) }
        let limit = Duration.seconds(life.readyWithin)
        switch await until(limit, isReady) {
        case .held: break
        case .ended: return endedEarly()
        case .timeUp: return .notReady(missing, within: limit, log: service.log)
        }
        return await until(patience) { service.pid != nil } == .held ? nil : .noPID(log: service.log)
    }

    /// Waits until the service has been running for a while.
    private func stayUp(_ time: Duration) async -> Failure? {
        switch await until(.seconds(life.readyWithin), { service.pid != nil }) {
        case .held: break
        case .ended: return endedEarly()
        case .timeUp: return .noPID(log: service.log)
        }
        if await until(time, { service.pid == nil }) != .timeUp { return endedEarly() }
        return nil
    }

    /// Does one check; returns what was wrong.
    func perform(_ check: DaemonLife.Check) async -> Failure? {
        switch check {
        case .tcp(let port, let send, let receive): return await exchange(port, send, receive)
        case .file(let name, let text):
            let held = await until(patience) {
                (try? service.disk.read(service.path(name)))?.contains(sequence: Array(text.utf8)) ?? false
            }
            return held == .held ? nil : failed("the file \(name) does not hold \(Printable.quoted(text))", held)
        case .log(let text):
            let held = await until(patience) { service.logBytes.contains(sequence: Array(text.utf8)) }
            return held == .held ? nil : failed("the log does not hold \(Printable.quoted(text))", held)
        }
    }

    private func exchange(_ text: String, _ send: String, _ receive: String) async -> Failure? {
        guard let port = Int(text) else { return .badPort(text) }
        let expected = Array(receive.utf8)
        let answer = await Blocking.run {
            service.processes.loopback.exchange(
                port: port, send: Array(send.utf8), expecting: expected, within: patience)
        }
        guard let answer else { return failed("nobody accepts connections on port \(port)", .timeUp) }
        if answer == expected { return nil }
        let complaint = TextComparison(expected: TextExpectation(equals: receive), actual: answer).complaint ?? ""
        return failed("the answer from port \(port) \(complaint)", .timeUp)
    }

    private func failed(_ complaint: String, _ wait: Wait) -> Failure {
        wait == .ended || !service.isRunning
            ? .endedDuringChecks(complaint, log: service.log) : .daemonCheck(complaint, log: service.log)
    }

    private func endedEarly() -> Failure {
        let log = service.log
        guard let sign = CrashSign.find(in: log) else { return .endedEarly(missing, log: log) }
        let transcript = Transcript(commandLine: "", status: .exited(1), stdout: Array(log.utf8), stderr: [])
        return .crashed(sign, "crashed before it was ready", transcript)
    }

    private func isReady() -> Bool {
        switch life.ready {
        case .file(let name): service.disk.kind(of: service.path(name)) != nil
        case .port(let text): Int(text).map { service.processes.loopback.accepts(port: $0) } ?? false
        case .log(let text): service.logBytes.contains(sequence: Array(text.utf8))
        case .up: service.pid != nil
        }
    }

    private var missing: String {
        switch life.ready {
        case .file(let name): "the file \(name) did not appear"
        case .port(let text): "nobody accepted connections on port \(text)"
        case .log(let text): "the log did not hold \(Printable.quoted(text))"
        case .up(let seconds): "it did not run for \(Duration.seconds(seconds).words)"
        }
    }

    private enum Wait { case held, ended, timeUp }

    /// Waits until something holds, the service has ended or the time is up.
    private func until(_ limit: Duration, _ holds: @escaping @Sendable () -> Bool) async -> Wait {
        let deadline = Clock.live.monotonic() + limit.seconds
        var looks = 0
        while true {
            if await Blocking.run(holds) { return .held }
            // A service that is just being started may be between two programs for a moment.
            looks = await Blocking.run({ service.isRunning }) ? 0 : looks + 1
            if looks > 3 { return .ended }
            if Clock.live.monotonic() >= deadline || Task.isCancelled { return .timeUp }
            try? await Task.sleep(for: .milliseconds(30))
        }
    }
}
