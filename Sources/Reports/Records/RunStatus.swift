package import Matrix

/// What a run that is over comes to, with the exit status that tells it; `docs/exit-codes.md` has all of them.
package enum RunStatus: Int32, CaseIterable, Sendable {
    case success = 0
    /// A required cell or artifact is red, or was never finished.
    case red = 1
    /// Nothing was selected, so nothing is known.
    case nothingSelected = 3
    /// All that is red is the fault of the surroundings: network, disk, cache.
    case infrastructure = 6
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

    /// The status of a record: a signal counts first, then whether any cell is red and what is to blame for it. A shard may come out
    /// without cells; the others have them.
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
}
