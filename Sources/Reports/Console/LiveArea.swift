/// The lines at the bottom of a terminal that are drawn over again and again, with finished lines scrolling away above them.
///
/// It moves the cursor from where it left it and knows nothing of absolute positions, so that what others print meanwhile does
/// no lasting harm, and no alternate screen is needed.
package struct LiveArea: Sendable {
    /// How many drawings leave out what has not changed, until one is whole: keys that were typed meanwhile may have moved the lines.
    private static let patience = 10

    private var drawn: [String] = []
    private var drawings = 0
    private var columns = 0
    private var rows = 0
    /// Whether the cursor waits below the lines; a terminal of a row or two has no room for that.
    private var isBelow = false

    package init() {}

    /// Whether anything is on the screen.
    package var isEmpty: Bool { drawn.isEmpty }

    /// Forgets what was drawn: it stays where it is, and the next lines come below it.
    package mutating func forget() { drawn = [] }

    /// What to write for new lines in place of the ones before.
    /// - Parameters:
    ///   - lines: narrower than the terminal, and fewer than it has rows unless it has one only.
    ///   - above: lines that scroll away above them, as wide as they like.
    package mutating func draw(_ lines: [String], above: [String] = [], columns: Int, rows: Int) -> String {
        let isResized = columns != self.columns || rows != self.rows
        let isFresh = isResized || !above.isEmpty || drawn.isEmpty
        if !isFresh, lines == drawn { return "" }
        drawings = isFresh || drawings == LiveArea.patience ? 0 : drawings + 1
        let old = drawings == 0 ? [] : drawn
        var text = up(columns: columns, rows: rows)
        if isFresh { text += "\u{1B}[J" }
        for line in above { text += line + "\r\n" }
        isBelow = rows > 2
        for (index, line) in lines.enumerated() {
            if !old.indices.contains(index) || old[index] != line { text += line + "\u{1B}[K" }
            if isBelow || index < lines.count - 1 { text += "\r\n" }
        }
        // Without a line of its own below, the cursor must not erase the end of the last line.
        if drawn.count > lines.count { text += isBelow ? "\u{1B}[J" : "\r\n\u{1B}[J\u{1B}[A" }
        drawn = lines
        self.columns = columns
        self.rows = rows
        return text
    }

    /// What to write to take the lines away and leave the cursor where they began.
    package mutating func clear(above: [String] = [], columns: Int, rows: Int) -> String {
        var text = drawn.isEmpty ? "" : up(columns: columns, rows: rows) + "\u{1B}[J"
        for line in above { text += line + "\r\n" }
        drawn = []
        return text
    }

    /// Back to the first line. A terminal that became narrower has wrapped the lines, so that they take more rows than they were.
    private func up(columns: Int, rows: Int) -> String {
        guard !drawn.isEmpty else { return "" }
        var height = drawn.count
        if columns < self.columns, columns > 0 {
            height = drawn.reduce(0) { sum, line in
                sum + max(1, (ScreenText(PlainText(line).text).width + columns - 1) / columns)
            }
        }
        let count = min(isBelow ? height : height - 1, max(0, rows - 1))
        return count > 0 ? "\r\u{1B}[\(count)A" : "\r"
    }
}
