/// A run on a terminal while it lasts: the cells, what is being done, and the sum of it all. Whoever draws it replaces what was there.
package struct LiveView: Sendable {
    private let style: Style
    private let symbols: Symbols

    package init(style: Style = .plain, symbols: Symbols = .unicode) {
        self.style = style
        self.symbols = symbols
    }

    /// The lines for a terminal of that size: never wider than it, never as many as it has rows unless it has one only.
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - columns: the terminal's width.
    ///   - rows: the terminal's height.
    ///   - tails: the ends of the logs of `slow(_:now:)`.
    package func lines(
        _ progress: Progress, now: Double, columns: Int, rows: Int, tails: LogTails = LogTails()
    ) -> [String] {
        // The last column stays free, so that no terminal wraps the line.
        let width = max(1, columns - 1)
        let room = LiveView.room(rows)
        let foot = FootLine(progress: progress, symbols: symbols, now: now).line(width)
        // Where there is room, empty lines keep the parts apart.
        let isRoomy = room >= 12
        let gaps = isRoomy ? 3 : 0
        let actions = ActivityLines(
            activities: progress.activities, tails: tails, symbols: symbols, columns: width, now: now)
        let grid = cells(progress, now, width, room - 1 - gaps - LiveView.actionRoom(room))
        let wanted = isRoomy ? progress.peak + 3 : actions.activities.count
        let rest = max(0, min(wanted, room - 1 - gaps - grid.count))
        var work = actions.lines(rest)
        // As many lines as ever, so that the foot stands still.
        if isRoomy { work += [PaintedLine](repeating: PaintedLine(), count: max(0, rest - work.count)) }
        let blank = isRoomy ? [PaintedLine()] : []
        return (blank + grid + blank + work + blank + [foot]).map { $0.text(style) }
    }

    /// The actions whose logs are worth a look, the longest first.
    package func slow(_ progress: Progress, now: Double) -> [Activity] {
        Array(progress.activities.filter { $0.elapsed(now) >= 2 }.prefix(3))
    }

    /// How many lines of a terminal are used; some stay for what has scrolled by.
    private static func room(_ rows: Int) -> Int { rows < 8 ? max(1, rows - 1) : rows - max(2, rows / 6) }

    /// The lines that are kept for what is being done.
    private static func actionRoom(_ room: Int) -> Int { room < 4 ? 0 : max(2, room / 5) }

    private func cells(_ progress: Progress, _ now: Double, _ columns: Int, _ rows: Int) -> [PaintedLine] {
        guard rows > 0, !progress.cells.isEmpty else { return [] }
        if let grid = GridView(progress.arrangements, columns: columns, rows: rows) {
            return grid.lines(progress.cells, symbols, now).map { $0.cut(to: columns) }
        }
        return OverviewView(progress: progress, symbols: symbols, columns: columns, rows: rows, now: now).lines
    }
}
