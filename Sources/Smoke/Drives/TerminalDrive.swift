import Host
import Matrix
import Synchronization
import SystemPackage

/// A test that starts the artifact on a terminal and plays a script of keys and expected texts.
struct TerminalDrive {
    private let surroundings: Surroundings
    private let test: SmokeTest
    private let script: TerminalScript

    init(_ surroundings: Surroundings, _ test: SmokeTest, _ script: TerminalScript) {
        self.surroundings = surroundings
        self.test = test
        self.script = script
    }

    func run() async throws(CancellationError) -> Verdict {
        let cancelled = Flag()
        let verdict = await withTaskCancellationHandler {
            await Blocking.run { attempt { cancelled.isRaised } }
        } onCancel: {
            cancelled.raise()
        }
        if Task.isCancelled { throw CancellationError() }
        return verdict
    }

    private func attempt(isCancelled: @escaping @Sendable () -> Bool) -> Verdict {
        let terminal: PseudoTerminal
        do throws(ProcessError) { terminal = try start() } catch { return Verdict(failure: .start(error)) }
        var dialogue = Dialogue(terminal, limit: surroundings.timeout, isCancelled: isCancelled)
        var failure = dialogue.play(script.steps) ?? end(&dialogue, terminal)
        if dialogue.wroteTooMuch { failure = .outputLimit(transcript(dialogue, .exited(0))) }
        let leftovers = terminal.end(grace: surroundings.grace)
        if failure == nil, !leftovers.isEmpty { failure = .leftBehind(leftovers) }
        let shown = Printable.tail(Printable.text(dialogue.text), lines: 60).joined(separator: "\n")
        return Verdict(failure: failure, output: shown)
    }

    private func start() throws(ProcessError) -> PseudoTerminal {
        var environment = surroundings.environment(of: test)
        if environment["TERM"] == nil { environment["TERM"] = "xterm" }
        return try PseudoTerminal(
            executable: surroundings.subject.artifact, arguments: test.arguments, environment: environment,
            folder: surroundings.playground, columns: script.columns, rows: script.rows,
            isolation: surroundings.isolation)
    }

    private func end(_ dialogue: inout Dialogue, _ terminal: PseudoTerminal) -> Failure? {
        let status = dialogue.awaitEnd()
        let transcript = transcript(dialogue, status ?? .exited(0))
        guard status != nil else { return .timeout(surroundings.timeout, transcript) }
        if let failure = transcript.complaint(test.expect) { return failure }
        return terminal.isInLineMode ? nil : .terminalMode(transcript.output)
    }

    private func transcript(_ dialogue: Dialogue, _ status: Ending.Status) -> Transcript {
        Transcript(
            commandLine: ShellQuoting.line(surroundings.subject.artifact, test.arguments, test.environment),
            status: status, stdout: dialogue.text, stderr: [])
    }
}

/// A flag that one thread raises and another looks at.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isRaised: Bool { value.load(ordering: .relaxed) }

    func raise() { value.store(true, ordering: .relaxed) }
}
