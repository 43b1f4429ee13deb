package import Matrix

/// How bmatrix ends, as `docs/exit-codes.md` tells users.
package enum ExitStatus: Int32, CaseIterable, Error {
    case success = 0
    /// A required cell or artifact is red, or was never finished.
    case red = 1
    /// The matrix file or the command line is wrong.
    case usage = 2
    /// Nothing was selected, so nothing is known.
    case nothingSelected = 3
    /// The surroundings failed: network, disk, cache.
    case infrastructure = 6
    /// bmatrix itself is at fault.
    case internalError = 7
    /// Ended by SIGHUP (128 + 1), SIGINT (128 + 2) or SIGTERM (128 + 15).
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    /// The status for the signal that ended a run.
    package init(signal: Int) {
        switch signal {
        case 1: self = .hungUp
        case 15: self = .terminated
        default: self = .interrupted
        }
    }

    /// The status of a run that is over: a signal counts first, then whether any cell is red and what is to blame for it. A shard may
    /// come out without cells; the others have them.
    package init(_ record: RunRecord) {
        let red = record.cells.filter { !$0.outcome.isAcceptable }
        if let signal = record.interruptedBy {
            self.init(signal: signal)
        } else if record.cells.isEmpty, record.shard == nil {
            self = .nothingSelected
        } else if red.isEmpty {
            self = .success
        } else {
            let isInfrastructure = red.allSatisfy { $0.outcome.failure?.isInfrastructure ?? false }
            self = isInfrastructure ? .infrastructure : .red
        }
    }

    /// What it means, in the words of the manual.
    package var meaning: String {
        switch self {
        case .success: "every required cell is green"
        case .red: "a required cell or artifact is red, or was never finished"
        case .usage: "the matrix file or the command line is wrong"
        case .nothingSelected: "nothing was selected, so nothing is known"
        case .infrastructure: "the surroundings failed: network, mirror, disk (also a full one), cache"
        case .internalError: "bmatrix itself is at fault"
        case .hungUp: "ended by SIGHUP (the terminal was closed)"
        case .interrupted: "interrupted by SIGINT (Ctrl-C)"
        case .terminated: "ended by SIGTERM"
        }
    }
}
