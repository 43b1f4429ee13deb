package import Matrix

/// How far a run has come, kept up to date event by event.
package struct Progress: Sendable {
    /// What a cell is doing.
    struct Activity: Hashable {
        var cell: CellID
        var stage: Stage
        /// Since when, in seconds since 1970.
        var since: Double
    }

    private(set) var counts = Counts()
    private(set) var finished = 0
    private(set) var started: Double = 0
    /// What is being done, in the order it was begun.
    private(set) var activities: [Activity] = []

    package init() {}

    /// Takes in what happened.
    package mutating func apply(_ event: Event) {
        switch event.kind {
        case .runStarted(let start):
            self = Progress()
            started = event.time
            counts.planned = start.cells.count
            counts.dropped = start.dropped.count
        case .actionStarted(let action):
            guard let id = action.cells.first else { return }
            end(id)
            activities.append(Activity(cell: id, stage: action.stage, since: event.time))
        case .actionFinished(let action): if let id = action.cells.first { end(id) }
        case .cellFinished(let id, let outcome):
            end(id)
            finished += 1
            counts.add(outcome)
        case .cellCarried(let record):
            finished += 1
            counts.add(record.outcome)
        case .testFinished, .artifactMade, .cellWarned: break
        case .runFinished: activities = []
        }
    }

    private mutating func end(_ id: CellID) { activities.removeAll { $0.cell == id } }
}
