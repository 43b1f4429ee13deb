#if canImport(Glibc)
    import Glibc
#endif

/// How far this machine lets us isolate commands.
package struct IsolationSupport: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
        /// No namespaces: a command's processes are still found and ended, but see what we see.
        case none
        /// Namespaces, but the processes outside are visible.
        case sharedProcesses
        case full
    }

    package var level: Level
    /// Whether a sandbox can make files read-only (Linux 5.12).
    package var readOnly: Bool
    /// What stands in the way of more, as the step that failed and the system's reason; `nil` for nothing.
    package var obstacle: String?

    package init(level: Level, readOnly: Bool, obstacle: String? = nil) {
        self.level = level
        self.readOnly = readOnly
        self.obstacle = obstacle
    }

    /// No isolation at all.
    package static let barred = IsolationSupport(level: .none, readOnly: false)

    /// What this machine has; tried once, for some milliseconds.
    package static let here = probe()

    /// One sentence for the user when commands cannot be isolated as they should; `nil` when they can.
    package var notice: String? {
        let reason = obstacle.map { " (\($0))" } ?? ""
        switch level {
        case .none:
            return
                "this machine bars namespaces\(reason): commands can reach the network, the project and the home folder"
        case .sharedProcesses:
            return "this machine bars a process table of their own\(reason): commands can see the machine's processes"
        case .full:
            return readOnly ? nil : "this kernel is older than 5.12: commands can write wherever the user can"
        }
    }

    /// Tries what the machine has.
    private static func probe() -> IsolationSupport {
        let full = attempt([])
        if full.failure == nil { return IsolationSupport(level: .full, readOnly: full.isReadOnly) }
        let shared = attempt(["--share-processes"])
        let level: Level = shared.failure == nil ? .sharedProcesses : .none
        return IsolationSupport(level: level, readOnly: shared.isReadOnly, obstacle: full.failure)
    }

    private static func attempt(_ options: [String]) -> (failure: String?, isReadOnly: Bool) {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return ("/dev/null is missing", false) }
        defer { close(null) }
        let options = ["--probe", "--sandbox", "--private", "/tmp"] + options
        guard let keeper = try? Keeper(options, program: [], environment: [:], files: [null, null, null]) else {
            return ("the keeper cannot be started", false)
        }
        let report = keeper.wait(within: .seconds(10)) { $0.isComplete }
        if let (step, number) = report.failure { return ("\(step): \(String(cString: strerror(number)))", false) }
        return (report.isDone ? nil : "the keeper was ended", report.skipped.isEmpty)
    }
}
