import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A running keeper with the program that it keeps. When nobody holds it any more, it ends whatever runs.
final class Keeper: Sendable {
    private let control: ControlSocket
    private let pid: Int32
    private let state = Mutex(KeeperReport())
    private let isReaped = Atomic<Bool>(false)

    /// Starts a keeper with these files as the program's standard files.
    init(
        _ options: [String], program: [String], environment: [String: String], files: [Int32]
    ) throws(ProcessError) {
        let executable = FilePath(program.first ?? "")
        guard let (ours, keepers) = ControlSocket.pair() else {
            throw .failed(executable, String(cString: strerror(errno)))
        }
        defer { close(keepers) }
        control = ours
        let spawn = KeeperSpawn(
            arguments: ["bmatrix-keeper"] + options + ["--"] + program,
            environment: environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
            files: files + [keepers])
        switch spawn.start(try KeeperProgram.place.get()) {
        case .success(let pid): self.pid = pid
        case .failure(let errno): throw .failed(executable, errno.description)
        }
    }

    deinit {
        if isReaped.load(ordering: .relaxed) { return }
        let (control, pid) = (control, pid)
        Blocking.start {
            // It may yet have much to end.
            shutdown(control.file, Int32(SHUT_RDWR))
            Children.reap(pid)
        }
    }

    /// What it has told so far.
    var report: KeeperReport {
        state.withLock { report in
            take(&report)
            return report
        }
    }

    /// Waits without keeping a thread until all is told that is told unasked, and takes leave of a keeper that has ended.
    func complete() async -> KeeperReport {
        var report = report
        while !report.isComplete {
            await Readiness.shared.wait(for: control.file)
            report = self.report
        }
        if !report.isServing {
            while !self.report.isClosed { await Readiness.shared.wait(for: control.file) }
            reap()
        }
        return report
    }

    /// Blocks the thread until something is told or the time is up.
    func wait(within time: Duration, until holds: (KeeperReport) -> Bool) -> KeeperReport {
        let deadline = Clock.live.monotonic() + time.seconds
        while true {
            let report = report
            let left = deadline - Clock.live.monotonic()
            if report.isDone { reap() }
            if holds(report) || report.isDone || report.isClosed || left <= 0 { return report }
            control.wait(within: left)
        }
    }

    /// Has all processes ended: SIGTERM, the grace, SIGKILL.
    func end(grace: Duration) {
        wake()
        control.send("end \(grace.wholeMilliseconds)")
    }

    /// Sends it on its way again should one of its processes have stopped it.
    func wake() { signalItself(SIGCONT) }

    /// Kills the keeper itself; what it kept has to be found by other means.
    func kill() { signalItself(SIGKILL) }

    private func signalItself(_ number: Int32) {
        if !isReaped.load(ordering: .relaxed) { Glibc.kill(pid, number) }
    }

    func signal(_ number: Int32, to pid: Int32) { control.send("signal \(number) \(pid)") }

    /// The processes that run, blocking the thread for the answer.
    func list() -> [RunningProcess] {
        ask("list") { report in report.listings > 0 ? report.listing : nil } ?? []
    }

    /// A TCP socket made where the program runs, blocking the thread for the answer; `nil` when the system refuses.
    func socket() -> Int32? {
        let socket = ask("socket") { report in report.sockets.popLast() }
        return socket.flatMap { $0 >= 0 ? $0 : nil }
    }

    private func ask<Answer>(_ order: String, _ answer: (inout KeeperReport) -> Answer?) -> Answer? {
        state.withLock { report in
            report.listings = 0
            control.send(order)
            while true {
                take(&report)
                if let answer = answer(&report) { return answer }
                if report.isDone || report.isClosed { return nil }
                control.wait(within: 1)
            }
        }
    }

    private func take(_ report: inout KeeperReport) {
        while !report.isClosed {
            switch control.receive() {
            case .lines(let lines, let descriptor): report.take(lines, descriptor: descriptor)
            case .nothing: return
            case .closed: report.isClosed = true
            }
        }
    }

    /// It closes its socket in the act of ending, so this takes no time.
    private func reap() {
        guard !isReaped.exchange(true, ordering: .relaxed) else { return }
        Children.reap(pid)
    }
}

extension Duration {
    /// The duration in whole milliseconds, rounded up, not negative.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return Int(clamping: min(seconds, 1 << 40)) * 1000
            + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
