import Host
import Matrix

/// A graph while it is worked through: what is begun next, and what is told when an action ends.
struct RunningGraph {
    private let graph: ActionGraph
    private let options: GraphRun.Options
    private let today: CalendarDate
    private let events: EventSink
    private let wanted: [Bool]
    private var schedule: Schedule
    private var states: CellStates
    /// The first cell that was red, where that ends the run.
    private var red: CellID?
    /// How many actions run.
    private(set) var running = 0
    /// Whether the run as a whole took too long.
    var isTimeUp = false

    init(
        _ graph: ActionGraph, _ options: GraphRun.Options, _ priorities: Priorities, wanted: [Bool],
        today: CalendarDate, events: EventSink
    ) {
        self.graph = graph
        self.options = options
        self.today = today
        self.events = events
        self.wanted = wanted
        schedule = Schedule(graph, priorities: priorities, capacity: options.capacity, wanted: wanted)
        states = CellStates(graph, wanted: wanted)
    }

    /// Tells what there is to tell before anything is begun.
    mutating func begin() {
        for (place, action) in graph.actions.enumerated() where !wanted[place] {
            tell(action, graph.users[place].map { graph.cells[$0].id }, seconds: 0, cached: true)
        }
        apply(states.settled())
    }

    /// The next action to begin, with the cells that wait for it.
    mutating func next() -> (place: Int, cells: [CellID])? {
        guard red == nil, !isTimeUp, let place = schedule.next() else { return nil }
        running += 1
        return (place, states.cells(of: place))
    }

    func timeLeft(for place: Int) -> Double? { states.timeLeft(for: place) }

    /// Takes in the end of an action. What an action of a cancelled run failed of is of no interest.
    mutating func finish(
        _ place: Int, _ result: Result<Performed, Failure>, _ earlier: [Failure], seconds: Double, isCancelled: Bool
    ) {
        running -= 1
        let action = graph.actions[place]
        let cells = states.cells(of: place)
        switch result {
        case .success(let performed):
            schedule.finish(place, succeeded: true)
            tell(action, cells, seconds: seconds, cached: performed.cached, earlier: earlier, memory: performed.memory)
            apply(states.finish(place, result, seconds: seconds))
        case .failure(let failure):
            schedule.finish(place, succeeded: false)
            if isCancelled { return }
            tell(action, cells, seconds: seconds, cached: false, earlier: earlier, failure: failure.code)
            apply(states.finish(place, result, seconds: seconds))
        }
    }

    /// Tells the outcome of the cells that are left.
    mutating func end() {
        for (place, cell) in graph.cells.enumerated() where !states.isFinished[place] {
            events.send(.cellFinished(cell.id, outcomeOfTheRest))
        }
    }

    private var outcomeOfTheRest: Outcome {
        if let red { return .skipped(reason: "\(red) was red, and the run ends at the first red cell (fail-fast)") }
        if isTimeUp, let time = options.time { return .failed(.runTimeUp(time)) }
        return .interrupted
    }

    private mutating func apply(_ change: CellStates.Change) {
        for place in change.dropped { schedule.drop(place) }
        for (place, failure) in change.finished {
            let cell = graph.cells[place]
            var outcome = cell.rule.outcome(failure: failure, earlier: states.flaky[place], today: today)
            if failure == nil, let reason = states.skipped[place] { outcome = .skipped(reason: reason) }
            if options.failFast, red == nil, !outcome.isAcceptable { red = cell.id }
            events.send(.cellFinished(cell.id, outcome))
        }
    }

    private func tell(
        _ action: Action, _ cells: [CellID], seconds: Double, cached: Bool, earlier: [Failure] = [],
        failure: String? = nil, memory: Int = 0
    ) {
        events.send(
            .actionFinished(
                ActionRecord(
                    key: action.key, stage: action.stage, cells: cells, seconds: seconds, cached: cached,
                    earlier: earlier, failure: failure, memory: memory)))
    }
}

extension Failure {
    /// The run as a whole took too long for this cell to be finished.
    fileprivate static func runTimeUp(_ time: Duration) -> Failure {
        Failure(
            stage: .resolve, code: "run.timed-out",
            message: "the run's time of \(time.seconds) s was up before this cell was done",
            hint: "raise `limits: {time: …}`, or finish it with `bmatrix run --rerun latest`")
    }
}
