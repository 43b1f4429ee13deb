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
    /// Which part of the whole matrix this is; `nil` for all of it.
    package var shard: Shard?
    /// The matrix file as it was named on the command line; `nil` where there was none.
    package var matrix: String?
    /// The folder of each app, relative to the one that bmatrix was called in, by the app's name.
    package var folders: [String: String]

    package init(
        tool: String, started: Double, finished: Double? = nil, interruptedBy: Int? = nil, cells: [CellRecord] = [],
        dropped: [DroppedCell] = [], shard: Shard? = nil, matrix: String? = nil, folders: [String: String] = [:]
    ) {
        self.tool = tool
        self.started = started
        self.finished = finished
        self.interruptedBy = interruptedBy
        self.cells = cells
        self.dropped = dropped
        self.shard = shard
        self.matrix = matrix
        self.folders = folders
    }

    /// Puts the record together from the events of a run, in their order; `nil` if they do not begin with a start.
    package init?(events: some Sequence<Event>) {
        var builder = RecordBuilder()
        for event in events { builder.apply(event) }
        guard let record = builder.record else { return nil }
        self = record
    }

    /// A run of which nothing but its beginning is known.
    init(_ start: RunStart, at time: Double) {
        self.init(
            tool: start.tool, started: time, cells: start.cells.map { CellRecord(cell: $0) }, dropped: start.dropped,
            shard: start.shard, matrix: start.matrix, folders: start.folders)
    }

    /// Takes in what happened; `places` are those of the cells in the plan.
    mutating func apply(_ event: Event, _ places: [CellID: Int]) {
        func cell(_ id: CellID, _ change: (inout CellRecord) -> Void) {
            if let index = places[id], cells.indices.contains(index) { change(&cells[index]) }
        }
        switch event.kind {
        case .runStarted, .actionStarted: break
        case .actionFinished(let action):
            for (index, id) in action.cells.enumerated() {
                cell(id) { $0.stages.append(action.stage(isFirst: index == 0)) }
            }
        case .testFinished(let id, let test): cell(id) { $0.tests.append(test) }
        case .artifactMade(let id, let artifact): cell(id) { $0.artifact = artifact }
        case .cellWarned(let id, let warning): cell(id) { $0.warnings.append(warning) }
        case .cellFinished(let id, let outcome): cell(id) { $0.outcome = outcome }
        case .cellCarried(let record):
            cell(record.cell.id) {
                $0 = record
                $0.isCarried = true
            }
        case .runFinished(let signal):
            finished = event.time
            interruptedBy = signal
        }
    }
}
