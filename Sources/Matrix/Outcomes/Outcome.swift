/// A step of a cell's pipeline, in order.
package enum Stage: String, CaseIterable, Codable, Sendable {
    case resolve, fetch, compile, assemble, pack, smoke, measure
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

/// What became of a cell.
package enum Outcome: Hashable, Codable, Sendable {
    case passed
    case failed(Failure)
    /// Failed, and the matrix file says that it may, with the reason given there.
    case allowedToFail(Failure, reason: String)
    /// The run ended before the cell did.
    case interrupted

    /// Whether the run as a whole can be green with this cell in it.
    package var isAcceptable: Bool {
        switch self {
        case .passed, .allowedToFail: true
        case .failed, .interrupted: false
        }
    }

    /// What went wrong, if anything did.
    package var failure: Failure? {
        switch self {
        case .failed(let failure), .allowedToFail(let failure, _): failure
        case .passed, .interrupted: nil
        }
    }

    /// One word for tables: `passed`, `failed`, `allowed-to-fail`, `interrupted`.
    package var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .allowedToFail: "allowed-to-fail"
        case .interrupted: "interrupted"
        }
    }
}
