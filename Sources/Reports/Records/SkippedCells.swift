import Matrix

/// The cells of a run that were not tried, by their reasons.
struct SkippedCells {
    /// The most reasons that are told.
    private static let limit = 50

    /// A reason, and how many cells were skipped for it.
    struct Reason {
        var text: String
        var count: Int

        /// Such as `3 cells`.
        var cells: String { count == 1 ? "1 cell" : "\(count) cells" }
    }

    /// In the order in which they come up.
    let reasons: [Reason]

    init(_ record: RunRecord) {
        var reasons: [Reason] = []
        var places: [String: Int] = [:]
        for case .skipped(let text) in record.cells.lazy.map(\.outcome) {
            if let place = places[text] {
                reasons[place].count += 1
            } else if reasons.count < SkippedCells.limit {
                places[text] = reasons.count
                reasons.append(Reason(text: text, count: 1))
            }
        }
        self.reasons = reasons
    }
}
