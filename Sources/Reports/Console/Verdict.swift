package import Matrix

/// What is said at the end of a run: the cells and what became of them, what came from the cache, and last why cells are red.
package struct Verdict: Sendable {
    /// The most log lines shown for a failure.
    private static let logLines = 20

    private let record: RunRecord
    private let style: Style

    package init(_ record: RunRecord, style: Style = .plain) {
        self.record = record
        self.style = style
    }

    /// The lines, failures behind the table, those that count behind those that are allowed, the sum of it all at the very end.
    package var lines: [String] {
        var lines = table
        if let cached = CacheUse(record).sentence { lines += ["", cached] }
        for cell in record.cells.filter(\.outcome.isAcceptable) { lines += story(cell) }
        for cell in record.cells.filter({ !$0.outcome.isAcceptable }) { lines += story(cell) }
        return lines + ["", ending]
    }

    private var table: [String] {
        if record.cells.isEmpty { return ["No cell was planned."] }
        var table = TextTable(["cell", "outcome", "time", "size"], right: ["time", "size"])
        for cell in record.cells {
            table.add([
                .init(cell.cell.id.text), .init(cell.outcome.word, cell.outcome.paint),
                .init(cell.stages.isEmpty ? "" : Span(cell.seconds).text, isRight: true),
                .init(cell.artifact.map { ByteCount($0.size).text } ?? "", isRight: true),
            ])
        }
        return table.lines(style)
    }

    private func story(_ cell: CellRecord) -> [String] {
        let id = PlainText(cell.cell.id.text).oneLine
        switch cell.outcome {
        case .passed, .skipped, .interrupted: return []
        case .failed(let failure): return ["", style.paint("failed", .red) + "  \(id)"] + story(failure, cell.tests)
        case .allowedToFail(let failure, let reason):
            let head = style.paint("allowed to fail", .yellow) + "  \(id)  (\(PlainText(reason).oneLine))"
            return ["", head] + story(failure, cell.tests)
        case .expectedToFail(let failure, let reason):
            let head = style.paint("expected to fail", .yellow) + "  \(id)  (\(PlainText(reason).oneLine))"
            return ["", head] + story(failure, cell.tests)
        case .flaky(let failure): return ["", style.paint("flaky", .yellow) + "  \(id)"] + story(failure, cell.tests)
        }
    }

    private func story(_ failure: Failure, _ tests: [TestRecord]) -> [String] {
        var lines = story(failure, place: failure.stage.rawValue)
        for test in tests {
            guard let other = test.failure, other != failure else { continue }
            lines += story(other, place: "smoke test \(test.name)")
        }
        return lines
    }

    /// Log lines get a bar in front, so that no CI system takes one for a command of its own.
    private func story(_ failure: Failure, place: String) -> [String] {
        var lines = ["  \(PlainText(place).oneLine): \(style.paint(PlainText(failure.code).oneLine, .bold))"]
        lines += PlainText(failure.message).lines.map { "  \($0)" }
        lines += PlainText(failure.hint).lines.map { "  hint: \($0)" }
        let log = failure.log.suffix(Verdict.logLines).flatMap { PlainText($0).lines }.suffix(Verdict.logLines)
        return lines + log.map { style.paint("  | \($0)", .dim) }
    }

    private var ending: String {
        let counts = Counts(record)
        var text = counts.sentence
        if let finished = record.finished { text += " (\(Span(finished - record.started).text))" }
        if let signal = record.interruptedBy { text += ", ended by signal \(signal)" }
        switch counts.verdict {
        case "green": return style.paint(text, .green)
        case "red": return style.paint(text, .red)
        default: return style.paint(text, .yellow)
        }
    }
}
