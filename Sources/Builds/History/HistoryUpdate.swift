package import Matrix

extension History {
    /// Takes in what a run has come to; cells that it did not finish stay as they were.
    package mutating func add(_ record: RunRecord, _ run: FinishedRun) {
        let (graph, memory) = (run.graph, run.memory)
        var places: [CellID: Int] = [:]
        for (place, cell) in graph.cells.enumerated() { places[cell.id] = place }
        for cell in record.cells {
            guard let place = places[cell.cell.id], cell.outcome.isReached else { continue }
            let id = cell.cell.id.text
            let before = cells[id]
            cells[id] = CellHistory(
                outcome: cell.outcome.word, time: record.finished ?? record.started,
                size: cell.outcome.hasPassed ? cell.artifact?.size ?? before?.size : before?.size,
                memory: graph.cells[place].actions.compactMap { memory[graph.actions[$0].key] }.max() ?? before?.memory,
                stages: stages(of: cell, graph, place, before))
        }
    }

    private func stages(
        of cell: CellRecord, _ graph: ActionGraph, _ place: Int, _ before: CellHistory?
    ) -> [String: StageHistory] {
        var stages: [String: StageHistory] = [:]
        for action in graph.cells[place].actions.map({ graph.actions[$0] }) {
            let name = action.stage.rawValue
            stages[name, default: StageHistory(keys: [], seconds: before?.stages[name]?.seconds)].keys.append(
                action.key)
        }
        for stage in cell.stages where !stage.cached && stage.seconds > 0 {
            stages[stage.stage.rawValue]?.seconds = stage.seconds
        }
        return stages
    }
}

extension Outcome {
    /// Whether the cell was worked on to its end.
    fileprivate var isReached: Bool {
        switch self {
        case .skipped, .interrupted: false
        case .passed, .flaky, .failed, .allowedToFail, .expectedToFail: true
        }
    }
}
