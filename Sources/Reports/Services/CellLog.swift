import Matrix

/// All that is known of a finished cell, for the inside of a group: its stages, its tests with their output, its story.
struct CellLog {
    /// The most lines of a test's output.
    private static let outputLines = 100

    private let record: CellRecord

    init(_ record: CellRecord) { self.record = record }

    var lines: [String] {
        let warnings = CellStory(record, rerun: nil, style: .plain).lines.dropFirst()
        let reason = record.outcome.failure == nil ? record.outcome.reason : nil
        return record.stages.map(stage) + record.tests.flatMap(test) + warnings
            + (reason.map { ["  " + PlainText($0).oneLine] } ?? [])
    }

    private func stage(_ stage: StageRecord) -> String {
        let time = stage.cached ? "from cache" : Span(stage.seconds).text
        return "  \(stage.stage.rawValue)  \(time)"
    }

    private func test(_ test: TestRecord) -> [String] {
        let state = test.failure.map { "failed, \($0.code)" } ?? (test.cached ? "passed, from cache" : "passed")
        let head =
            "  smoke test \(PlainText(test.name).oneLine)  \(Span(test.seconds).text)  \(PlainText(state).oneLine)"
        return [head] + PlainText(test.output).lines.suffix(CellLog.outputLines).map { "  | \($0)" }
    }
}
