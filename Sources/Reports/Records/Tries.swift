import Matrix

/// What of a cell had to be tried again.
struct Tries {
    /// A stage or a smoke test, with what its tries before the last failed of.
    struct Repeated {
        var name: String
        var earlier: [Failure]
        /// Whether the last try failed, too.
        var hasFailed: Bool
        /// The failure that the reader knows already.
        var known: Failure?

        /// Such as `fetch passed at try 3, after fetch.timeout (the mirror did not answer)`.
        var sentence: String {
            var reasons: [String] = []
            for failure in earlier {
                let isKnown = failure.code == known?.code && failure.message == known?.message
                let reason = isKnown ? failure.code : "\(failure.code) (\(failure.message))"
                if !reasons.contains(reason) { reasons.append(reason) }
            }
            let end = "\(hasFailed ? "failed" : "passed") at try \(earlier.count + 1)"
            return "\(name) \(end), after \(reasons.joined(separator: " and "))"
        }
    }

    private let record: CellRecord

    init(_ record: CellRecord) { self.record = record }

    /// The stages, then the tests.
    var all: [Repeated] { stages { _ in true } + record.tests.compactMap(test) }

    /// The stages of that kind.
    func stages(_ isMeant: (Stage) -> Bool) -> [Repeated] {
        guard record.stages.contains(where: { !$0.earlier.isEmpty }) else { return [] }
        return record.stages.filter { isMeant($0.stage) && !$0.earlier.isEmpty }.map { stage in
            let failed = !record.outcome.hasPassed && record.outcome.failure?.stage == stage.stage
            return Repeated(
                name: stage.stage.rawValue, earlier: stage.earlier, hasFailed: failed, known: record.outcome.failure)
        }
    }

    private func test(_ test: TestRecord) -> Repeated? {
        if test.earlier.isEmpty { return nil }
        return Repeated(
            name: "smoke test \(test.name)", earlier: test.earlier, hasFailed: test.failure != nil,
            known: record.outcome.failure)
    }
}
