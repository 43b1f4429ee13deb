import Matrix

/// The part of the summary that tells of one cell that failed, was flaky, or has warnings.
struct FailureSection {
    /// The most lines and the most characters of a log that are shown.
    private static let logLines = 40
    private static let lineLength = 500

    private let record: CellRecord
    private let rerun: Rerun?
    /// The cell that had the very same failure before.
    private let same: CellID?

    /// `nil` for a cell of which the table tells all there is.
    init?(_ record: CellRecord, rerun: Rerun?, same: CellID? = nil) {
        let hasTries = !Tries(record).all.isEmpty
        guard record.outcome.failure != nil || hasTries || !record.warnings.isEmpty else { return nil }
        self.record = record
        self.rerun = rerun
        self.same = same
    }

    var markdown: String {
        "### \(Markdown.code(record.cell.id.text))\n\n" + reason + failures + tries + warnings + command
    }

    private var reason: String {
        switch record.outcome {
        case .allowedToFail(_, let reason): "Allowed to fail: \(Markdown.text(reason))\n\n"
        case .expectedToFail(_, let reason): "Expected to fail: \(Markdown.text(reason))\n\n"
        case .flaky: "Flaky: it passed in the end.\n\n"
        case .passed, .failed, .skipped, .interrupted: ""
        }
    }

    private var failures: String {
        guard let failure = record.outcome.failure else { return "" }
        if let same {
            return "**\(failure.stage.rawValue)**, \(Markdown.code(failure.code)): the same as of "
                + "\(Markdown.code(same.text))\n\n"
        }
        var text = text(failure, place: failure.stage.rawValue)
        for test in record.tests {
            guard let other = test.failure, other != failure else { continue }
            text += self.text(other, place: "smoke test \(test.name)")
        }
        return text
    }

    private func text(_ failure: Failure, place: String) -> String {
        var text = "**\(Markdown.text(place))**, \(Markdown.code(failure.code)): "
        text += Markdown.text(PlainText.excerpt(failure.message, 4000)) + "\n\n"
        if !failure.hint.isEmpty { text += "Hint: \(Markdown.text(PlainText.excerpt(failure.hint, 2000)))\n\n" }
        if !failure.log.isEmpty { text += Markdown.block(log(failure)) + "\n" }
        return text
    }

    private func log(_ failure: Failure) -> [String] {
        failure.log.suffix(FailureSection.logLines).map { PlainText.excerpt($0, FailureSection.lineLength) }
    }

    private var tries: String {
        Tries(record).all.map { Markdown.text(PlainText.excerpt($0.sentence, 2000)) + "\n\n" }.joined()
    }

    private var warnings: String {
        record.warnings.map { warning in
            "Warning, \(Markdown.code(warning.code)): \(Markdown.text(PlainText.excerpt(warning.message, 2000)))\n\n"
        }.joined()
    }

    private var command: String {
        guard !record.outcome.isAcceptable, let rerun else { return "" }
        return Markdown.block([rerun.line(record.cell.id)], language: "sh") + "\n"
    }
}
