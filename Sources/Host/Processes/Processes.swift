/// The running of commands, as a value that tests can replace.
package struct Processes: Sendable {
    /// Runs a command to its end. It gets a session of its own; when its time is up or the task is cancelled, it
    /// and every process that came from it get SIGTERM and, after the grace, SIGKILL. The processes that it leaves behind are
    /// ended the same way, and all of them at once should this program die. Throws `process.interrupted` when the task was
    /// cancelled.
    package var run: @Sendable (Command) async throws(ProcessError) -> Ending

    package init(run: @escaping @Sendable (Command) async throws(ProcessError) -> Ending) {
        self.run = run
    }

    /// Real processes, isolated as far as this machine lets us.
    package static let live = Processes { (command) async throws(ProcessError) in
        try await Runner(command: command, support: command.isolation == .none ? .barred : .here).run()
    }

    /// Real processes, isolated as far as `support` says.
    package static func live(_ support: IsolationSupport) -> Processes {
        Processes { (command) async throws(ProcessError) in
            try await Runner(command: command, support: support).run()
        }
    }

    /// Makes this process the parent of all orphans among its descendants, so that none escapes to init even if somebody
    /// kills a keeper. To be called once, early; returns whether the system agreed.
    @discardableResult
    package static func becomeSubreaper() -> Bool {
        let setChildSubreaper: CInt = 36
        return CLibrary.prctl?(setChildSubreaper, 1, 0, 0, 0) == 0
    }
}
