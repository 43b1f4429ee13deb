import Reports

/// What is drawn of a run on a terminal.
struct RunPicture {
    /// Seconds between two looks at the logs.
    private static let patience = 0.5

    private let terminal: Terminal
    private let logs: LogFolder
    private let view: LiveView
    private var area = LiveArea()
    private var tails = LogTails()
    private var looked = -Double.infinity

    init(_ terminal: Terminal, _ logs: LogFolder) {
        self.terminal = terminal
        self.logs = logs
        view = LiveView(style: terminal.style, symbols: terminal.symbols)
    }

    /// Writes lines where nothing is drawn.
    func print(_ lines: [String]) {
        if !lines.isEmpty { terminal.put(lines.map { $0 + "\n" }.joined()) }
    }

    /// Stops when the user has asked for it; draws anew below when something else may have been written meanwhile.
    mutating func heed() {
        let requests = Cursor.takeRequests()
        if requests.stop { Cursor.stopNow() }
        if requests.stop || requests.resumed {
            Cursor.show()
            area.forget()
        }
    }

    /// Draws the run as it is now, and the lines that scroll away above it.
    mutating func draw(now: Double, above: [String], _ progress: ((Progress) -> [String]) -> [String]) {
        // A job in the background leaves the terminal to its user.
        guard terminal.isForeground, !Cursor.isGivenBack else {
            area.forget()
            return print(above)
        }
        if now - looked >= RunPicture.patience || now < looked { look(now, progress) }
        let (size, view, tails) = (terminal.size, view, tails)
        let lines = progress { view.lines($0, now: now, columns: size.columns, rows: size.rows, tails: tails) }
        Cursor.hide(on: terminal.file)
        let text = area.draw(lines, above: above, columns: size.columns, rows: size.rows)
        if !text.isEmpty { terminal.put(text) }
    }

    /// Takes away what is drawn, writes the last lines, and gives the cursor back.
    mutating func end(above: [String]) {
        let size = terminal.size
        if area.isEmpty {
            print(above)
        } else {
            terminal.put(area.clear(above: above, columns: size.columns, rows: size.rows))
        }
        Cursor.show()
    }

    private mutating func look(_ now: Double, _ progress: ((Progress) -> [String]) -> [String]) {
        var slow: [Activity] = []
        _ = progress {
            slow = view.slow($0, now: now)
            return []
        }
        tails = LogTails(
            Dictionary(slow.map { ($0.id, logs.tail(of: $0.cell, since: $0.since, lines: 12)) }) { first, _ in first })
        looked = now
    }
}
