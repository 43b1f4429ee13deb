import Matrix

/// The part of the summary that tells of one cell that failed.
struct FailureSection {
    /// The most lines and the most characters of a log that are shown.
    private static let logLines = 40
    private static let lineLength = 500

    private let id: CellID
    private let outcome: Outcome
    private let failure: Failure
    private let tests: [TestRecord]

    /// `nil` for a cell that did not fail; of one that was interrupted, the table tells all there is.
    init?(_ record: CellRecord) {
        guard let failure = record.outcome.failure else { return nil }
        self.failure = failure
        id = record.cell.id
        outcome = record.outcome
        tests = record.tests.filter { $0.failure != nil }
    }

    var markdown: String {
        var text = "### \(Markdown.code(id.text))\n\n"
        if case .allowedToFail(_, let reason) = outcome { text += "Allowed to fail: \(Markdown.text(reason))\n\n" }
        text += self.text(failure, place: failure.stage.rawValue)
        for test in tests {
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
}
