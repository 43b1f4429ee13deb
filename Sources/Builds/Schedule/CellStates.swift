import Matrix

/// What has become of the cells of a graph so far, action by action; pure bookkeeping.
struct CellStates: Sendable {
    /// What a finished action means for the cells: some are finished, and some actions are needed by nobody any more.
    struct Change: Sendable {
        var finished: [(cell: Int, failure: Failure?)] = []
        var dropped: [Int] = []
    }

    private let graph: ActionGraph
    /// The wanted actions that each cell still waits for.
    private var waiting: [Int]
    /// The unfinished cells of each action.
    private var users: [Int]
    private(set) var isFinished: [Bool]
    /// The first failure of a smoke test that passed when it was tried again, by cell.
    private(set) var flaky: [Int: Failure] = [:]
    /// Why a cell could not be tried to its end, though nothing failed, by cell.
    private(set) var skipped: [Int: String] = [:]
    /// The seconds of the actions of cells whose time is limited.
    private var seconds: [Int: Double] = [:]

    init(_ graph: ActionGraph, wanted: [Bool]) {
        self.graph = graph
        waiting = graph.cells.map { $0.actions.count { wanted[$0] } }
        users = graph.users.map(\.count)
        isFinished = [Bool](repeating: false, count: graph.cells.count)
    }

    /// The cells that need no action, or cannot be begun.
    mutating func settled() -> Change {
        var change = Change()
        for (place, cell) in graph.cells.enumerated() where cell.failure != nil || waiting[place] == 0 {
            finish(place, cell.failure, &change)
        }
        return change
    }

    /// Takes in the end of an action.
    mutating func finish(_ action: Int, _ result: Result<Performed, Failure>, seconds spent: Double) -> Change {
        var change = Change()
        for cell in graph.users[action] where !isFinished[cell] {
            switch result {
            case .failure(let failure): finish(cell, failure, &change)
            case .success(let performed): advance(cell, performed, spent, &change)
            }
        }
        return change
    }

    /// The seconds that the unfinished cells of an action leave it; `nil` for no limit.
    func timeLeft(for action: Int) -> Double? {
        var most = 0.0
        for cell in graph.users[action] where !isFinished[cell] {
            guard let limit = graph.cells[cell].timeout else { return nil }
            most = max(most, limit - seconds[cell, default: 0])
        }
        return most
    }

    /// The unfinished cells of an action.
    func cells(of action: Int) -> [CellID] {
        graph.users[action].lazy.filter { !isFinished[$0] }.map { graph.cells[$0].id }
    }

    private mutating func advance(_ cell: Int, _ performed: Performed, _ spent: Double, _ change: inout Change) {
        if let failure = performed.flaky { flaky[cell] = flaky[cell] ?? failure }
        if let reason = performed.skipped { skipped[cell] = reason }
        waiting[cell] -= 1
        if let limit = graph.cells[cell].timeout {
            seconds[cell, default: 0] += spent
            if waiting[cell] > 0, seconds[cell, default: 0] > limit { return finish(cell, .cellTimeUp(limit), &change) }
        }
        if waiting[cell] == 0 { finish(cell, nil, &change) }
    }

    private mutating func finish(_ cell: Int, _ failure: Failure?, _ change: inout Change) {
        isFinished[cell] = true
        change.finished.append((cell, failure))
        for action in graph.cells[cell].actions {
            users[action] -= 1
            if users[action] == 0 { change.dropped.append(action) }
        }
    }
}

extension Failure {
    /// All actions of a cell together took longer than the matrix file gives them.
    static func cellTimeUp(_ seconds: Double) -> Failure {
        Failure(
            stage: .measure, code: "cell.timed-out", message: "the cell's actions took more than \(seconds) s together",
            hint: "raise `timeout: {cell: …}`, or look at the slowest phase in run.json")
    }
}
