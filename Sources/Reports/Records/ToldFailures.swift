import Matrix

/// The failures that a report has told already, so that cells that fail of the same thing are not told of in full again.
struct ToldFailures {
    /// Enough to tell most failures apart, without going through their logs.
    private struct Key: Hashable {
        var code: String
        var message: String
        var lastLine: String?
    }

    private var told: [Key: (failure: Failure, cell: CellID)] = [:]

    init() {}

    /// The cell whose failure is the very same as this one's and was told before; if there is none, this one's counts as told.
    mutating func same(as cell: CellRecord) -> CellID? {
        guard let failure = cell.outcome.failure else { return nil }
        let key = Key(code: failure.code, message: failure.message, lastLine: failure.log.last)
        if let other = told[key], other.failure == failure { return other.cell }
        told[key] = (failure, cell.cell.id)
        return nil
    }
}
