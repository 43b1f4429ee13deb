/// What the matrix file says about a cell that fails.
package enum OutcomeRule: Hashable, Sendable {
    /// A failure makes the run red.
    case required
    /// A failure is shown and counts for nothing.
    case allowedToFail(reason: String)
    /// The cell must fail, for a known reason; passing makes the run red, so that the rule does not outlive its reason.
    case expectedToFail(ExpectedFailure)

    /// The outcome of a cell that ended like this.
    /// - Parameters:
    ///   - failure: what went wrong; `nil` when nothing did.
    ///   - earlier: the first failure of a smoke test that passed when it was tried again.
    package func outcome(failure: Failure?, earlier: Failure? = nil, today: CalendarDate) -> Outcome {
        switch (self, failure) {
        case (.required, let failure?): .failed(failure)
        case (.allowedToFail(let reason), let failure?): .allowedToFail(failure, reason: reason)
        case (.expectedToFail(let expected), let failure?): expected.outcome(failure, today: today)
        case (.expectedToFail(let expected), nil): .failed(.unexpectedPass(expected))
        case (_, nil): earlier.map { .flaky($0) } ?? .passed
        }
    }
}

/// A failure that is known and waited for to be mended.
package struct ExpectedFailure: Hashable, Sendable {
    package var reason: String
    /// Where the work on it can be followed, such as `#123` or a URL.
    package var issue: String
    /// The last day on which the cell may fail; `nil` for no end.
    package var until: CalendarDate?

    package init(reason: String, issue: String, until: CalendarDate? = nil) {
        self.reason = reason
        self.issue = issue
        self.until = until
    }

    /// The reason, the issue and the last day in one line.
    package var text: String { "\(reason) (\(issue)" + (until.map { ", until \($0)" } ?? "") + ")" }

    func outcome(_ failure: Failure, today: CalendarDate) -> Outcome {
        guard let until, today > until else { return .expectedToFail(failure, reason: text) }
        var failure = failure
        failure.message += "; it was expected to fail until \(until) only: \(reason) (\(issue))"
        return .failed(failure)
    }
}

extension Failure {
    /// A cell that is expected to fail has passed.
    static func unexpectedPass(_ expected: ExpectedFailure) -> Failure {
        Failure(
            stage: .measure, code: "outcome.unexpected-pass",
            message: "the cell passed, though it is expected to fail: \(expected.text)",
            hint: "if \(expected.issue) is mended, take the rule out of the matrix file")
    }
}
