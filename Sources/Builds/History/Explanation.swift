package import Matrix

/// Why the actions of a cell would be done, or why not.
package struct Explanation: Sendable {
    /// One action of the cell.
    package struct Line: Hashable, Sendable {
        package let stage: Stage
        package let subject: String
        package let key: String
        package let state: State
        /// Expected seconds of the work.
        package let seconds: Double
    }

    package enum State: Hashable, Sendable {
        /// Its result is in the cache, since then.
        case cached(since: Double?)
        /// Nothing is known of it.
        case isNew
        /// It was done before, at that time, and this has changed since.
        case changed([String], since: Double)
        /// Its result has gone from the cache, though nothing has changed since then.
        case lost(since: Double)
        /// It failed then, and nothing has changed since.
        case failed(since: Double)
        /// It is always done: it puts the artifact into the output folder, and what is not known to pass is run.
        case always
        /// It is always done, in a moment.
        case atOnce
    }

    /// The cell's actions in their order.
    package let lines: [Line]

    /// `nil` if the graph has no such cell.
    package init?(of cell: CellID, in graph: ActionGraph, history: History, store: ActionStore) {
        guard let actions = graph.cells.first(where: { $0.id == cell })?.actions else { return nil }
        let seconds = history.estimates(for: graph)
        lines = actions.map { place in
            let action = graph.actions[place]
            let known = history.cells[cell.text]?.stages[action.stage.rawValue]?.keys ?? []
            return Line(
                stage: action.stage, subject: action.subject, key: action.key,
                state: Self.state(action, lastKeys: known, store), seconds: seconds[place])
        }
    }

    private static func state(_ action: Action, lastKeys: [String], _ store: ActionStore) -> State {
        let recorded = RecordedInputs(action.key, in: store)
        if action.isDone { return .cached(since: recorded?.time) }
        if let recorded {
            if recorded.hasFailed { return .failed(since: recorded.time) }
            return action.stage == .smoke ? .always : .lost(since: recorded.time)
        }
        // Of several actions of a stage, the one that has most in common is what this one was before.
        let earlier = lastKeys.compactMap { RecordedInputs($0, in: store) }
            .map { (recorded: $0, changes: $0.changes(to: action.inputs)) }
        guard let nearest = earlier.min(by: { $0.changes.count < $1.changes.count }) else {
            return action.inputs.isEmpty ? .atOnce : .isNew
        }
        return .changed(nearest.changes, since: nearest.recorded.time)
    }
}
