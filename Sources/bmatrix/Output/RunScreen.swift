import Host
import Matrix
import Reports

/// Shows a run on standard output: lines for what is done, and on a terminal a few live lines below them.
struct RunScreen {
    private let terminal: Terminal
    private let isLive: Bool
    private var log: ConsoleLog
    private let status: LiveStatus
    /// How many live lines are on the screen.
    private var drawn = 0

    init(terminal: Terminal) {
        self.terminal = terminal
        isLive = terminal.isInteractive
        log = ConsoleLog(style: terminal.style)
        status = LiveStatus(style: terminal.style)
    }

    /// Takes in an event.
    mutating func show(_ event: Event) {
        let lines = log.lines(event)
        guard isLive || !lines.isEmpty else { return }
        print(lines)
        if case .runFinished = event.kind { return }
        draw(now: event.time)
    }

    /// Brings what is shown up to date; called a few times a second.
    mutating func tick(now: Double) {
        if isLive { return redraw(now: now) }
        print(log.lines(at: now))
    }

    private mutating func redraw(now: Double) {
        print([])
        draw(now: now)
    }

    private mutating func print(_ lines: [String]) {
        var text = erasing
        for line in lines { text += line + "\n" }
        drawn = 0
        if !text.isEmpty { terminal.put(text) }
    }

    private mutating func draw(now: Double) {
        guard isLive else { return }
        let size = terminal.size
        let lines = status.lines(log.progress, now: now, columns: size.columns, rows: size.rows)
        terminal.put(lines.map { $0 + "\n" }.joined())
        drawn = lines.count
    }

    /// Goes back to where the live lines begin and clears from there.
    private var erasing: String { drawn > 0 ? "\u{1B}[\(drawn)F\u{1B}[J" : "" }
}
