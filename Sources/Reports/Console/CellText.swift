import Matrix

/// A cell in a few columns: its symbol, and what else there is room for.
struct CellText {
    let cell: CellProgress
    let symbols: Symbols
    /// Seconds since 1970.
    let now: Double

    /// The symbol alone.
    var symbol: String { cell.state.symbol(symbols, now) }

    /// The longest text that fits.
    func line(_ width: Int) -> PaintedLine {
        var line = PaintedLine(symbol, cell.state.paint)
        if width > 2, let rest = details.first(where: { ScreenText($0).width <= width - 2 }), !rest.isEmpty {
            line.add(" " + rest, isDim ? .dim : cell.state.paint)
        }
        return line.cut(to: width)
    }

    private var isDim: Bool { cell.state == .passed || cell.state == .waiting }

    /// What stands behind the symbol, the most first.
    private var details: [String] {
        let word = cell.state.word
        switch cell.state {
        case .waiting: return waiting
        case .running(let stage): return running(stage)
        case .passed:
            if cell.ended > 0, cell.isCached { return ["cached"] }
            return cell.ended > 0 ? [Span(cell.seconds).brief] : []
        case .failed, .flaky, .allowedToFail, .expectedToFail:
            let time = Span(cell.seconds).brief
            return cell.ended > 0 ? ["\(word) \(time)", word, time] : [word]
        case .skipped: return [word]
        case .interrupted: return [word, "stopped"]
        }
    }

    /// How far it has come, and what it may still take.
    private var waiting: [String] {
        let left = cell.expected >= 1 ? ["~" + Span(cell.expected).brief] : []
        let past = cell.ended > 0 ? cell.last.past.map { [$0] } ?? [] : []
        return [(past + left).joined(separator: " ")] + past + left
    }

    private func running(_ stage: Stage) -> [String] {
        let elapsed = Span(now - cell.since).brief
        let all = cell.stageExpected >= 1 ? "/" + Span(cell.stageExpected).brief : ""
        let word = stage.shortName
        return ["\(word) \(elapsed)\(all)", "\(word) \(elapsed)", word, elapsed]
    }
}
