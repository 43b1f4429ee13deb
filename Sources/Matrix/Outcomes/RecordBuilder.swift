/// Puts the record of a run together while it lasts, event by event.
package struct RecordBuilder: Sendable {
    /// What is known so far; `nil` before the run has started.
    package private(set) var record: RunRecord?
    private var places: [CellID: Int] = [:]

    package init() {}

    /// Takes in what happened; what comes before a start is not of this run.
    package mutating func apply(_ event: Event) {
        if case .runStarted(let start) = event.kind {
            record = RunRecord(start, at: event.time)
            places = [:]
            for (index, cell) in start.cells.enumerated() { places[cell.id] = index }
        } else {
            record?.apply(event, places)
        }
    }

    /// What is known of the cell that the event has finished; `nil` if it finished none of the plan's.
    package func finished(by event: Event) -> CellRecord? {
        switch event.kind {
        case .cellFinished(let id, _): cell(id)
        case .cellCarried(let carried): cell(carried.cell.id)
        default: nil
        }
    }

    private func cell(_ id: CellID) -> CellRecord? {
        guard let record, let place = places[id], record.cells.indices.contains(place) else { return nil }
        return record.cells[place]
    }
}
