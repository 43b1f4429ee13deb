package import Host
import Matrix

/// Works through a graph: as many actions at once as the limits allow, each cell to its own outcome; a cell that fails stops
/// no other.
package struct GraphRun: Sendable {
    /// What holds for the run as a whole.
    package struct Options: Sendable {
        package var capacity: Schedule.Capacity
        /// Whether no action is begun any more once a cell is red.
        package var failFast = false
        /// How long the run may take.
        package var time: Duration?

        package init(capacity: Schedule.Capacity, failFast: Bool = false, time: Duration? = nil) {
            self.capacity = capacity
            self.failFast = failFast
            self.time = time
        }
    }

    private let graph: ActionGraph
    private let options: Options
    private let priorities: Priorities
    private let clock: Clock
    private let events: EventSink

    package init(
        _ graph: ActionGraph, options: Options, priorities: Priorities, clock: Clock, events: EventSink
    ) {
        self.graph = graph
        self.options = options
        self.priorities = priorities
        self.clock = clock
        self.events = events
    }

    /// What the tasks of a run tell.
    private enum Message: Sendable {
        case finished(place: Int, result: Result<Performed, Failure>, earlier: [Failure], seconds: Double)
        case timeUp
    }

    /// Tells every cell's outcome, each once. Cancelling the task leaves the unfinished cells interrupted.
    package func run() async {
        let wanted = WantedActions(graph).wanted
        let today = CalendarDate(secondsSince1970: clock.now())
        var run = RunningGraph(graph, options, priorities, wanted: wanted, today: today, events: events)
        run.begin()
        await withTaskGroup(of: Message.self) { group in
            let timer = startTimer(&group)
            while true {
                while !Task.isCancelled, let (place, cells) = run.next() { start(place, cells, run, &group) }
                // The timer alone is nothing to wait for.
                guard run.running > 0, let message = await group.next() else { break }
                switch message {
                case .finished(let place, let result, let earlier, let seconds):
                    run.finish(place, result, earlier, seconds: seconds, isCancelled: Task.isCancelled || run.isTimeUp)
                case .timeUp where !Task.isCancelled:
                    run.isTimeUp = true
                    group.cancelAll()
                case .timeUp: continue
                }
            }
            if timer { group.cancelAll() }
        }
        run.end()
    }

    private func startTimer(_ group: inout TaskGroup<Message>) -> Bool {
        guard let time = options.time else { return false }
        group.addTask {
            _ = try? await Task.sleep(for: time)
            return .timeUp
        }
        return true
    }

    private func start(_ place: Int, _ cells: [CellID], _ run: RunningGraph, _ group: inout TaskGroup<Message>) {
        guard let owner = cells.first else { return }
        let action = graph.actions[place]
        let attempts = Attempts(action: action, timeLeft: run.timeLeft(for: place), clock: clock)
        let clock = clock
        events.send(.actionStarted(ActionStart(key: action.key, stage: action.stage, cells: cells)))
        group.addTask {
            let start = clock.monotonic()
            let (result, earlier) = await attempts.run(for: owner)
            return .finished(place: place, result: result, earlier: earlier, seconds: clock.monotonic() - start)
        }
    }
}
