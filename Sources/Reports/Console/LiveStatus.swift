import Matrix

/// The few lines at the bottom of a terminal that show a run while it lasts; whoever draws them replaces the ones before.
package struct LiveStatus: Sendable {
    private let style: Style

    package init(style: Style = .plain) { self.style = style }

    /// The lines for a terminal of that size; never wider than it, never more than half its height.
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - columns: the terminal's width.
    ///   - rows: the terminal's height.
    package func lines(_ progress: Progress, now: Double, columns: Int, rows: Int) -> [String] {
        let room = max(0, min(rows / 2, 8) - 1)
        let shown = progress.activities.prefix(progress.activities.count > room ? max(0, room - 1) : room)
        var lines = [head(progress, now, columns)]
        lines += shown.map { line($0, now, columns) }
        let hidden = progress.activities.count - shown.count
        if hidden > 0, room > 0 { lines.append(cut("  and \(hidden) more", columns)) }
        return lines
    }

    private func head(_ progress: Progress, _ now: Double, _ columns: Int) -> String {
        let counts = progress.counts
        var parts = ["[\(progress.finished)/\(counts.planned)]"]
        if counts.passed > 0 { parts.append("\(counts.passed) passed") }
        if counts.failed > 0 { parts.append("\(counts.failed) failed") }
        if counts.allowedToFail > 0 { parts.append("\(counts.allowedToFail) allowed to fail") }
        if !progress.activities.isEmpty { parts.append("\(progress.activities.count) running") }
        parts.append(Span(now - progress.started).text)
        return style.paint(cut(parts.joined(separator: "  "), columns), counts.failed > 0 ? .red : .bold)
    }

    private func line(_ activity: Progress.Activity, _ now: Double, _ columns: Int) -> String {
        let time = Span(now - activity.since).text
        let stage = activity.stage.rawValue.padded(to: 8)
        let cell = ScreenText(PlainText(activity.cell.text).oneLine).cut(to: columns - stage.count - time.count - 5)
        return cut("  \(stage) \(cell)  \(time)", columns)
    }

    /// The last column stays free, so that no terminal wraps the line.
    private func cut(_ text: String, _ columns: Int) -> String { ScreenText(text).cut(to: max(1, columns - 1)) }
}

extension String {
    /// The text with spaces behind it up to that many characters.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
