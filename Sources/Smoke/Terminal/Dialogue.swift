import Host
import Matrix

#if canImport(Glibc)
    import Glibc
#endif

/// The playing of a script on a terminal. It blocks its thread.
struct Dialogue {
    let terminal: PseudoTerminal
    let limit: Duration
    let isCancelled: @Sendable () -> Bool

    private let deadline: Double
    private var screen = TerminalText()
    /// Where in the text the last key was pressed.
    private var lastKey = 0
    private var isOpen = true

    init(_ terminal: PseudoTerminal, limit: Duration, isCancelled: @escaping @Sendable () -> Bool) {
        self.terminal = terminal
        self.limit = limit
        self.isCancelled = isCancelled
        deadline = Clock.live.monotonic() + limit.seconds
    }

    /// All that the terminal showed, as text.
    var text: [UInt8] { screen.plain }

    /// Whether the program writes without end.
    var wroteTooMuch: Bool { screen.plain.count > Transcript.limit / 8 }

    private var sinceLastKey: ArraySlice<UInt8> { screen.plain[lastKey...] }

    /// Plays the steps; returns why it could not.
    mutating func play(_ steps: [TerminalScript.Step]) -> Failure? {
        for (index, step) in steps.enumerated() {
            if let failure = play(step, number: index + 1) { return failure }
        }
        return nil
    }

    /// Waits for the program's end, reading on; `nil` when it does not end in time.
    mutating func awaitEnd() -> Ending.Status? {
        while !isOver {
            if let status = terminal.status(within: .zero) {
                while isOpen, !isOver, listen(.milliseconds(50)) {}
                return status
            }
            // A closed terminal answers at once: the program has let go of it, and ends.
            if isOpen { listen(.milliseconds(50)) } else { usleep(10_000) }
        }
        return nil
    }

    private var isOver: Bool { isCancelled() || wroteTooMuch || Clock.live.monotonic() >= deadline }

    private mutating func play(_ step: TerminalScript.Step, number: Int) -> Failure? {
        switch step {
        case .wait(let text): return wait(for: text, number)
        case .type(let text): send(Array(text.utf8))
        case .press(let keys):
            for key in keys {
                guard let bytes = Keys.bytes(key) else { return .unknownKey(key, step: number) }
                send(bytes)
                // Keys of a person have pauses between them; programs tell Escape from an arrow by them.
                usleep(30_000)
            }
        }
        return nil
    }

    private mutating func send(_ bytes: [UInt8]) {
        lastKey = screen.plain.count
        terminal.type(bytes)
    }

    private mutating func wait(for text: String, _ number: Int) -> Failure? {
        let wanted = Array(text.utf8)
        var seen = lastKey
        while !screen.plain[seen...].contains(sequence: wanted) {
            // What was searched need not be searched again, but for a beginning of the text at its end.
            seen = max(seen, screen.plain.count - wanted.count)
            if isOver { return .terminalText(text, step: number, within: limit, screen: Printable.text(sinceLastKey)) }
            listen(.milliseconds(50))
            if !isOpen, !screen.plain[seen...].contains(sequence: wanted) { return ended(text, number) }
        }
        return nil
    }

    private func ended(_ text: String, _ number: Int) -> Failure {
        let ending =
            switch terminal.status(within: .seconds(1)) {
            case .exited(let status)?: "ended with exit status \(status)"
            case .signalled(let signal)?: "was ended by signal \(signal) (\(Signals.name(signal)))"
            case nil: "closed the terminal"
            }
        return .terminalEnded(text, step: number, ending, screen: Printable.text(sinceLastKey))
    }

    /// Takes what the program writes; returns whether something came.
    @discardableResult
    private mutating func listen(_ time: Duration) -> Bool {
        guard let bytes = terminal.read(within: time) else {
            isOpen = false
            return false
        }
        screen.feed(bytes)
        return !bytes.isEmpty
    }
}
