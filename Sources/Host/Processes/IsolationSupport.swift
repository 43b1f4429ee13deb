#if canImport(Glibc)
    import Glibc
#endif

/// How far this machine lets us isolate commands.
package struct IsolationSupport: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
        /// Not at all: a command's processes are still found and ended, but see what we see.
        case none
        /// No namespaces, but the kernel's rules for processes: Landlock for files, seccomp for the network.
        case rules
        /// Namespaces, but the processes outside are visible.
        case sharedProcesses
        case full
    }

    package var level: Level
    /// Whether a command can be kept from writing (namespaces need Linux 5.12 for it, rules 5.13).
    package var readOnly: Bool
    /// Whether a command can be kept from the network.
    package var offline: Bool
    /// What stands in the way of more, as the step that failed and the system's reason; `nil` for nothing.
    package var obstacle: String?

    package init(level: Level, readOnly: Bool, offline: Bool, obstacle: String? = nil) {
        self.level = level
        self.readOnly = readOnly
        self.offline = offline
        self.obstacle = obstacle
    }

    /// No isolation at all.
    package static let barred = IsolationSupport(level: .none, readOnly: false, offline: false)

    /// What this machine has; tried once, for some milliseconds.
    package static let here: IsolationSupport = {
        let full = attempt(.full, ["--sandbox"])
        if full.level == .full { return full }
        for (level, options) in [(Level.sharedProcesses, ["--sandbox", "--share-processes"]), (.rules, ["--rules"])] {
            var found = attempt(level, options)
            found.obstacle = full.obstacle
            if found.level == level { return found }
        }
        var none = barred
        none.obstacle = full.obstacle
        return none
    }()

    /// What this machine has when namespaces are not to be used.
    package static let withoutNamespaces = attempt(.rules, ["--rules"])

    /// One sentence for the user when commands cannot be isolated as they should; `nil` when they can.
    package var notice: String? {
        let reason = obstacle.map { " (\($0))" } ?? ""
        let open = [readOnly ? nil : "write to the project and the home folder", offline ? nil : "reach the network"]
        let can = open.compactMap { $0 }.joined(separator: " and ")
        switch level {
        case .none: return "this machine bars namespaces\(reason): commands can \(can)"
        case .rules:
            let rest = can.isEmpty ? "see the machine's processes and share /tmp" : can
            return "this machine bars namespaces\(reason): commands are kept in by the kernel's rules, but can \(rest)"
        case .sharedProcesses:
            return "this machine bars a process table of their own\(reason): commands can see the machine's processes"
        case .full: return can.isEmpty ? nil : "this kernel is too old: commands can \(can)"
        }
    }

    /// The keeper's options that make use of it.
    var keeperOptions: [String] {
        switch level {
        case .none: []
        case .rules: ["--rules"]
        case .sharedProcesses: ["--sandbox", "--share-processes"]
        case .full: ["--sandbox"]
        }
    }

    /// Why programs cannot be run through an emulator in a sandbox; `nil` if they can. Blocks the thread.
    func obstacle(to emulator: Emulator) -> String? {
        guard level == .full || level == .sharedProcesses else { return "no namespaces" }
        guard let report = Self.probe(keeperOptions + ["--emulator", emulator.registration]) else {
            return "the keeper cannot be started"
        }
        guard let skipped = report.skipped.first(where: { $0.hasPrefix("emulator") }) else { return nil }
        return Int32(skipped.dropFirst("emulator ".count)).map { String(cString: strerror($0)) } ?? skipped
    }

    /// What a keeper tells that does nothing but set a sandbox up.
    private static func probe(_ options: [String]) -> KeeperReport? {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return nil }
        defer { close(null) }
        // Each kind of place, so that no command meets what this has not tried.
        let places = ["--private", "/tmp", "--hidden", "/mnt", "--readable", "/dev"]
        let keeper = try? Keeper(
            ["--probe"] + places + options, program: [], environment: [:], files: [null, null, null])
        return keeper?.wait(within: .seconds(10)) { $0.isComplete }
    }

    private static func attempt(_ level: Level, _ options: [String]) -> IsolationSupport {
        func failed(_ reason: String) -> IsolationSupport {
            IsolationSupport(level: .none, readOnly: false, offline: false, obstacle: reason)
        }
        guard let report = probe(options) else { return failed("the keeper cannot be started") }
        if let (step, number) = report.failure { return failed("\(step): \(String(cString: strerror(number)))") }
        guard report.isDone else { return failed("the keeper was ended") }
        let (readOnly, offline) = (!report.skipped.contains("read-only"), !report.skipped.contains("offline"))
        guard level != .rules || readOnly || offline else { return failed("no Landlock, no seccomp") }
        return IsolationSupport(level: level, readOnly: readOnly, offline: offline)
    }
}
