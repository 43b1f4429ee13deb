/// A step of a cell's pipeline, in order.
package enum Stage: String, CaseIterable, Codable, Sendable {
    case resolve, fetch, dependencies, compile, assemble, pack, smoke, measure
}

/// Why a cell failed, in words that tell what to do.
package struct Failure: Error, Hashable, Codable, Sendable {
    package var stage: Stage
    /// A stable code such as `smoke.exit-status` or `compile.failed`.
    package var code: String
    /// What happened and where, in a sentence or two.
    package var message: String
    /// What to do about it.
    package var hint: String
    /// The end of the log or output, newest line last.
    package var log: [String]
    /// Whether the surroundings are to blame (network, disk) rather than the project.
    package var isInfrastructure: Bool

    package init(
        stage: Stage, code: String, message: String, hint: String = "", log: [String] = [],
        isInfrastructure: Bool = false
    ) {
        self.stage = stage
        self.code = code
        self.message = message
        self.hint = hint
        self.log = log
        self.isInfrastructure = isInfrastructure
    }
}

extension Failure {
    /// The code of the warning that the host's own Erlang stands in for what was asked for.
    package static let fallbackCode = "runtimes.fallback"
}

/// What became of a cell.
package enum Outcome: Hashable, Codable, Sendable {
    case passed
    /// Passed in the end; a smoke test failed before that, and this was why.
    case flaky(Failure)
    case failed(Failure)
    /// Failed, and the matrix file says that it may, with the reason given there.
    case allowedToFail(Failure, reason: String)
    /// Failed, and the matrix file says that it must, with the reason (and issue) given there.
    case expectedToFail(Failure, reason: String)
    /// Not tried, and why.
    case skipped(reason: String)
    /// The run ended before the cell did.
    case interrupted

    /// Whether the run as a whole can be green with this cell in it.
    package var isAcceptable: Bool {
        switch self {
        case .passed, .flaky, .allowedToFail, .expectedToFail, .skipped: true
        case .failed, .interrupted: false
        }
    }

    /// Whether the artifact was made and did what was expected of it.
    package var hasPassed: Bool {
        switch self {
        case .passed, .flaky: true
        default: false
        }
    }

    /// What went wrong, if anything did; also what went wrong before a flaky cell passed.
    package var failure: Failure? {
        switch self {
        case .failed(let failure), .flaky(let failure), .allowedToFail(let failure, _),
            .expectedToFail(let failure, _):
            failure
        case .passed, .skipped, .interrupted: nil
        }
    }

    /// What the matrix file says about a failure, or why the cell was skipped.
    package var reason: String? {
        switch self {
        case .allowedToFail(_, let reason), .expectedToFail(_, let reason), .skipped(let reason): reason
        case .passed, .flaky, .failed, .interrupted: nil
        }
    }

    /// One word for tables: `passed`, `flaky`, `failed`, `allowed-to-fail`, `expected-to-fail`, `skipped`, `interrupted`.
    package var word: String {
        switch self {
        case .passed: "passed"
        case .flaky: "flaky"
        case .failed: "failed"
        case .allowedToFail: "allowed-to-fail"
        case .expectedToFail: "expected-to-fail"
        case .skipped: "skipped"
        case .interrupted: "interrupted"
        }
    }
}
