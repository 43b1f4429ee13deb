import Matrix

/// What is told of one cell beyond its row in a table: what went wrong, what was tried before, warnings, and how to run it again.
struct CellStory {
    /// The most log lines shown for a failure.
    private static let logLines = 20

    /// How much is told.
    enum Detail {
        case full
        /// Without hints and logs.
        case brief
        /// Of a failure that an earlier story has told in full.
        case sameAs(CellID)
    }

    private let record: CellRecord
    private let detail: Detail
    private let rerun: Rerun?
    private let style: Style

    init(_ record: CellRecord, detail: Detail = .full, rerun: Rerun?, style: Style) {
        self.record = record
        self.detail = detail
        self.rerun = rerun
        self.style = style
    }

    /// The lines; none for a cell of which the table tells all there is.
    var lines: [String] {
        let body = failures + tries + warnings
        return body.isEmpty ? [] : [head] + body + rerunLine
    }

    private var head: String {
        let word: String
        switch record.outcome {
        case .passed, .skipped:
            word = style.paint(record.warnings.isEmpty ? "tried again" : "warning", .yellow)
        case .interrupted: word = style.paint("interrupted", .yellow)
        case .flaky: word = style.paint("flaky", .yellow)
        case .failed: word = style.paint("failed", .red)
        case .allowedToFail: word = style.paint("allowed to fail", .yellow)
        case .expectedToFail: word = style.paint("expected to fail", .yellow)
        }
        let reason =
            record.outcome.failure == nil ? "" : record.outcome.reason.map { "  (\(PlainText($0).oneLine))" } ?? ""
        return "\(word)  \(PlainText(record.cell.id.text).oneLine)\(reason)"
    }

    private var failures: [String] {
        guard let failure = record.outcome.failure else { return [] }
        if case .sameAs(let other) = detail {
            let place = "\(failure.stage.rawValue): \(PlainText(failure.code).oneLine)"
            return ["  \(place), the same as of \(PlainText(other.text).oneLine)"]
        }
        var lines = told(failure, place: failure.stage.rawValue)
        for test in record.tests {
            guard let other = test.failure, other != failure else { continue }
            lines += told(other, place: "smoke test \(test.name)")
        }
        return lines
    }

    /// Log lines get a bar in front, so that it is plain what is quoted.
    private func told(_ failure: Failure, place: String) -> [String] {
        var lines = ["  \(PlainText(place).oneLine): \(style.paint(PlainText(failure.code).oneLine, .bold))"]
        lines += PlainText(failure.message).lines.map { "  \($0)" }
        guard case .full = detail else { return lines }
        lines += PlainText(failure.hint).lines.map { "  hint: \($0)" }
        let log = failure.log.suffix(CellStory.logLines).flatMap { PlainText($0).lines }.suffix(CellStory.logLines)
        return lines + log.map { style.paint("  | \($0)", .dim) }
    }

    /// What had to be tried again.
    private var tries: [String] { Tries(record).all.map { "  \(PlainText($0.sentence).oneLine)" } }

    private var warnings: [String] {
        record.warnings.flatMap { warning in
            let text = "warning: \(warning.message) [\(warning.code)]"
            let hint = warning.hint.isEmpty ? [] : ["  hint: \(PlainText(warning.hint).oneLine)"]
            return ["  " + PlainText(text).oneLine] + hint
        }
    }

    private var rerunLine: [String] {
        if record.outcome.isAcceptable { return [] }
        return rerun.map { ["  rerun: " + style.paint($0.line(record.cell.id), .bold)] } ?? []
    }
}
