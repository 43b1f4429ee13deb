import Matrix

/// One `testcase` of a suite.
struct JUnitCase {
    var name: String
    var seconds: Double
    var problem: JUnitProblem?
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
    /// A failure as its cell's outcome colours it: one that is allowed is shown without turning the report red.
    init(_ failure: Failure, in outcome: Outcome) {
        element = failure.isInfrastructure ? .error : .failure
        type = failure.code
        message = failure.message
        var parts: [String] = []
        if !failure.hint.isEmpty { parts.append("hint: \(failure.hint)") }
        if !failure.log.isEmpty { parts.append("log:\n" + failure.log.joined(separator: "\n")) }
        details = parts.joined(separator: "\n\n")
        if case .allowedToFail(_, let reason) = outcome {
            element = .skipped
            message = "allowed to fail\(reason.isEmpty ? "" : " (\(reason))"): \(failure.message)"
        }
    }

    /// What is said of a cell that the run did not finish.
    static func interrupted(_ message: String) -> JUnitProblem {
        JUnitProblem(element: .error, type: "Interrupted", message: message)
    }
}
