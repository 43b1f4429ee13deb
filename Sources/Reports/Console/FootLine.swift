import Matrix

/// The sum of a run in one line: how far it is, how long it has taken and may take, how many cells are in which state.
struct FootLine {
    let progress: Progress
    let symbols: Symbols
    /// Seconds since 1970.
    let now: Double

    /// The longest line that fits.
    func line(_ columns: Int) -> PaintedLine {
        let lines = [line(words: true, time: long), line(words: false, time: long), line(words: false, time: short)]
        return (lines.first { $0.width <= columns } ?? lines[2]).cut(to: columns)
    }

    private func line(words: Bool, time: String) -> PaintedLine {
        let isRed = progress.counts.failed > 0
        var line = PaintedLine(" [\(progress.finished)/\(progress.counts.planned)]", isRed ? .red : .bold)
        line.add("  " + time, .bold)
        for (count, state, word) in parts where count > 0 {
            line.add((words ? "   " : "  ") + "\(state.symbol(symbols, now)) \(count)", state.paint)
            if words { line.add(" " + word) }
        }
        return line
    }

    private var long: String {
        let left = progress.left(now).map { ", " + Span($0).left } ?? ""
        return Span(now - progress.started).text + left
    }

    private var short: String {
        let left = progress.left(now).map { " ~" + Span($0).brief } ?? ""
        return Span(now - progress.started).brief + left
    }

    private var parts: [(Int, CellState, String)] {
        let counts = progress.counts
        let active = progress.active
        return [
            (counts.failed, .failed(.smoke), "failed"), (counts.passed, .passed, "passed"),
            (counts.flaky, .flaky, "flaky"), (counts.allowedToFail, .allowedToFail, "allowed to fail"),
            (counts.expectedToFail, .expectedToFail, "expected to fail"), (counts.skipped, .skipped, "skipped"),
            (counts.interrupted, .interrupted, "interrupted"), (active, .running(.smoke), "running"),
            (counts.planned - progress.finished - active, .waiting, "waiting"),
        ]
    }
}
