/// A run that shall be finished: cells that passed in it are taken over, all others are run.
package struct EarlierRun: Sendable {
    /// What happened in it.
    package var record: RunRecord
    /// The path of its folder.
    package var name: String
    /// Cells that passed, but whose artifact is gone or changed.
    package var lost: Set<CellID>

    package init(record: RunRecord, name: String, lost: Set<CellID> = []) {
        self.record = record
        self.name = name
        self.lost = lost
    }

    /// The records to take over, by id: of cells that are still the same and passed, or failed as they were expected to.
    func carried(of cells: [Cell]) -> [CellID: CellRecord] {
        let planned = Set(cells)
        var carried: [CellID: CellRecord] = [:]
        for record in record.cells where planned.contains(record.cell) && !lost.contains(record.cell.id) {
            switch record.outcome {
            case .passed, .flaky, .expectedToFail: carried[record.cell.id] = record
            case .failed, .allowedToFail, .skipped, .interrupted: break
            }
        }
        return carried
    }

    /// The seconds that each of its cells took; those that never ran are left out.
    package static func times(of record: RunRecord) -> [CellID: Double] {
        let timed = record.cells.filter { !$0.stages.isEmpty && $0.outcome != .interrupted }
        return Dictionary(timed.map { ($0.cell.id, $0.seconds) }) { first, _ in first }
    }
}
