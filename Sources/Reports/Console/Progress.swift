package import Matrix

/// How far a run has come, kept up to date event by event; an event costs as much as it has cells.
package struct Progress: Sendable {
    private(set) var counts = Counts()
    private(set) var finished = 0
    /// How many cells are being worked on.
    private(set) var active = 0
    private(set) var started: Double = 0
    /// The planned cells, in the plan's order, and how they lie on the axes of the matrix.
    private(set) var cells: [CellProgress] = []
    private(set) var arrangements = Arrangements([])
    /// The most actions that were being done at once.
    private(set) var peak = 0
    private(set) var work = Workload()
    private var places: [CellID: Int] = [:]
    private var running: [ActionID: Activity] = [:]
    private var begun = 0
    private let estimates: Estimates

    /// - Parameter estimates: how long things took in earlier runs.
    package init(estimates: Estimates = Estimates()) { self.estimates = estimates }

    /// What is being done, in the order it was begun.
    package var activities: [Activity] { running.values.sorted { $0.number < $1.number } }

    /// What is known of a planned cell.
    func cell(_ id: CellID) -> CellProgress? { places[id].map { cells[$0] } }

    /// Whether the action is being done.
    func isRunning(_ id: ActionID) -> Bool { running[id] != nil }

    /// Seconds that the rest of the run may take; `nil` when nothing tells.
    func left(_ now: Double) -> Double? { work.left(now: now, started: started, running.values, counts, finished) }

    /// Takes in what happened.
    package mutating func apply(_ event: Event) {
        switch event.kind {
        case .runStarted(let start): begin(start, event.time)
        case .actionStarted(let action): begin(action, event.time)
        case .actionFinished(let action): end(action)
        case .artifactMade(let id, let artifact): change(id) { $0.size = artifact.size }
        case .cellFinished(let id, let outcome): finish(id, outcome)
        case .cellCarried(let record): carry(record)
        case .testFinished, .cellWarned: break
        case .runFinished: running = [:]
        }
    }

    private mutating func begin(_ start: RunStart, _ time: Double) {
        self = Progress(estimates: estimates)
        started = time
        counts.planned = start.cells.count
        counts.dropped = start.dropped.count
        cells = start.cells.map { CellProgress($0) }
        arrangements = Arrangements(start.cells)
        places.reserveCapacity(cells.count)
        for index in cells.indices {
            let id = cells[index].cell.id
            places[id] = index
            cells[index].expected = estimates.seconds(id)
            work.expect(cells[index].expected)
        }
    }

    private mutating func begin(_ action: ActionStart, _ time: Double) {
        let id = ActionID(action.stage, action.key, action.cells)
        remove(id)
        let waiting = action.cells.compactMap { places[$0] }
        guard let first = action.cells.first else { return }
        begun += 1
        let name = places[first].map { cells[$0].name } ?? ScreenText(cleaning: first.text).text
        let expected = estimates.seconds(action.cells, action.stage)
        running[id] = Activity(
            id: id, cell: first, since: time, cells: waiting, name: name, expected: expected, number: begun)
        peak = max(peak, running.count)
        for index in waiting where !cells[index].isFinished {
            if cells[index].actions == 0 { active += 1 }
            cells[index].actions += 1
            cells[index].since = time
            cells[index].stageExpected = expected
            cells[index].state = .running(action.stage)
        }
    }

    private mutating func end(_ action: ActionRecord) {
        remove(ActionID(action.stage, action.key, action.cells))
        if !action.cached { work.did(action.seconds) }
        for (offset, id) in action.cells.enumerated() {
            guard let index = places[id] else { continue }
            let part = action.stage(isFirst: offset == 0)
            cells[index].seconds += part.seconds
            cells[index].ended += 1
            cells[index].last = action.stage
            if !part.cached { cells[index].isCached = false }
            guard cells[index].expected > 0 else { continue }
            let known = estimates.seconds(id, action.stage)
            work.unexpect(&cells[index].expected, known > 0 ? known : part.seconds)
        }
    }

    /// Takes an action off the cells that waited for it.
    private mutating func remove(_ id: ActionID) {
        guard let activity = running.removeValue(forKey: id) else { return }
        for index in activity.cells where cells[index].actions > 0 {
            cells[index].actions -= 1
            guard cells[index].actions == 0 else { continue }
            cells[index].state = .waiting
            active -= 1
        }
    }

    private mutating func finish(_ id: CellID, _ outcome: Outcome) {
        guard let index = places[id], !cells[index].isFinished else { return }
        // What was being done for an interrupted cell has no end of its own.
        if cells[index].actions > 0 {
            active -= 1
            for activity in running.values where activity.cells.allSatisfy({ $0 == index || cells[$0].isFinished }) {
                running[activity.id] = nil
            }
        }
        cells[index].actions = 0
        cells[index].state = CellState(outcome)
        work.unexpect(&cells[index].expected, .infinity)
        finished += 1
        counts.add(outcome)
    }

    private mutating func carry(_ record: CellRecord) {
        work.carry()
        change(record.cell.id) { cell in
            cell.seconds = record.seconds
            cell.ended = record.stages.count
            cell.size = record.artifact?.size
        }
        finish(record.cell.id, record.outcome)
    }

    private mutating func change(_ id: CellID, _ change: (inout CellProgress) -> Void) {
        if let index = places[id] { change(&cells[index]) }
    }
}
