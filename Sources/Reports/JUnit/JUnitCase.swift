import Matrix

/// One `testcase` of a suite.
struct JUnitCase {
    var name: String
    var seconds: Double
    var problem: JUnitProblem?
    /// What earlier tries failed of: those of a case that passed in the end are told as flaky.
    var earlier: [Failure] = []
    var output = ""
}

/// Why a `testcase` is not simply green.
struct JUnitProblem {
    /// The element that tells it.
    var element: Element
    var type: String
    var message: String
    /// What the element's body says below the message.
    var details = ""

    enum Element: String {
        /// The project is to blame.
        case failure
        /// The surroundings are to blame, or the run ended early.
        case error
        /// Nothing was done, or a failure is allowed.
        case skipped
    }
}

extension JUnitProblem {
    /// A failure as its cell's outcome colours it: one that makes the cell not red is shown without turning the report red.
    /// - Parameter rerun: the line that runs the cell again.
    init(_ failure: Failure, in outcome: Outcome, rerun: String?) {
        element = failure.isInfrastructure ? .error : .failure
        type = failure.code
        message = failure.message
        var parts: [String] = []
        if !failure.hint.isEmpty { parts.append("hint: \(failure.hint)") }
        if let rerun, !outcome.isAcceptable { parts.append("rerun: \(rerun)") }
        if !failure.log.isEmpty { parts.append("log:\n" + failure.log.joined(separator: "\n")) }
        details = parts.joined(separator: "\n\n")
        if outcome.isAcceptable {
            element = .skipped
            message = JUnitProblem.rule(outcome) + failure.message
        }
    }

    /// What keeps a failure from counting.
    private static func rule(_ outcome: Outcome) -> String {
        let reason = outcome.reason.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        return switch outcome {
        case .allowedToFail: "allowed to fail\(reason): "
        case .expectedToFail: "expected to fail\(reason): "
        case .passed, .flaky, .failed, .skipped, .interrupted: ""
        }
    }

    /// What is said of a cell that the run did not finish.
    static func interrupted(_ message: String, rerun: String?) -> JUnitProblem {
        JUnitProblem(
            element: .error, type: "Interrupted", message: message, details: rerun.map { "rerun: \($0)" } ?? "")
    }

    /// What is said of a cell that was not tried.
    static func skipped(_ reason: String) -> JUnitProblem {
        JUnitProblem(element: .skipped, type: "Skipped", message: reason)
    }
}
