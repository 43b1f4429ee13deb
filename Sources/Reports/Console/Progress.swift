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
        case .runStarted(_, let cells, let dropped):
            self = Progress()
            started = event.time
            counts.planned = cells.count
            counts.dropped = dropped.count
        case .stageStarted(let id, let stage):
            end(id)
            activities.append(Activity(cell: id, stage: stage, since: event.time))
        case .stageFinished(let id, _): end(id)
        case .cellFinished(let id, let outcome):
            end(id)
            finished += 1
            counts.add(outcome)
        case .testFinished, .artifactMade: break
        case .runFinished: activities = []
        }
    }

    private mutating func end(_ id: CellID) { activities.removeAll { $0.cell == id } }
}
