/// All that happened in one run, as one document; what every report is made from.
package struct RunRecord: Hashable, Codable, Sendable {
    /// The version of bmatrix that made the run.
    package var tool: String
    /// When it began and ended, in seconds since 1970; `nil` while it runs or when it was killed.
    package var started: Double
    package var finished: Double?
    /// The signal that ended the run early.
    package var interruptedBy: Int?
    /// The planned cells in the plan's order; one that never finished is `interrupted`.
    package var cells: [CellRecord]
    package var dropped: [DroppedCell]

    package init(
        tool: String, started: Double, finished: Double? = nil, interruptedBy: Int? = nil, cells: [CellRecord] = [],
        dropped: [DroppedCell] = []
    ) {
        self.tool = tool
        self.started = started
        self.finished = finished
        self.interruptedBy = interruptedBy
        self.cells = cells
        self.dropped = dropped
    }

    /// Puts the record together from the events of a run, in their order; `nil` if they do not begin with a start.
    package init?(events: some Sequence<Event>) {
        var record: RunRecord?
        var places: [CellID: Int] = [:]
        for event in events {
            if case .runStarted(let tool, let cells, let dropped) = event.kind {
                record = RunRecord(
                    tool: tool, started: event.time, cells: cells.map { CellRecord(cell: $0) }, dropped: dropped)
                for (index, cell) in cells.enumerated() { places[cell.id] = index }
            } else {
                record?.apply(event, places)
            }
        }
        guard let record else { return nil }
        self = record
    }

    private mutating func apply(_ event: Event, _ places: [CellID: Int]) {
        func cell(_ id: CellID, _ change: (inout CellRecord) -> Void) {
            if let index = places[id], cells.indices.contains(index) { change(&cells[index]) }
        }
        switch event.kind {
        case .runStarted, .stageStarted: break
        case .stageFinished(let id, let stage): cell(id) { $0.stages.append(stage) }
        case .testFinished(let id, let test): cell(id) { $0.tests.append(test) }
        case .artifactMade(let id, let artifact): cell(id) { $0.artifact = artifact }
        case .cellFinished(let id, let outcome): cell(id) { $0.outcome = outcome }
        case .runFinished(let signal):
            finished = event.time
            interruptedBy = signal
        }
    }
}

/// Something that happened in a run; `events.ndjson` holds one to a line.
package struct Event: Hashable, Codable, Sendable {
    /// Seconds since 1970.
    package var time: Double
    package var kind: Kind

    package init(time: Double, kind: Kind) {
        self.time = time
        self.kind = kind
    }

    package enum Kind: Hashable, Codable, Sendable {
        case runStarted(tool: String, cells: [Cell], dropped: [DroppedCell])
        case stageStarted(CellID, Stage)
        case stageFinished(CellID, StageRecord)
        case testFinished(CellID, TestRecord)
        case artifactMade(CellID, ArtifactRecord)
        case cellFinished(CellID, Outcome)
        case runFinished(signal: Int?)
    }
}
