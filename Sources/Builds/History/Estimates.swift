package import Matrix

extension History {
    /// The expected seconds of each action of a graph, by its place; 0 for those that are done, a usual time for unknown ones.
    package func estimates(for graph: ActionGraph) -> [Double] {
        graph.actions.indices.map { place in
            let action = graph.actions[place]
            if action.isDone { return 0 }
            let known = graph.users[place].lazy.compactMap { user in
                cells[graph.cells[user].id.text]?.stages[action.stage.rawValue]?.seconds
            }.first
            return known ?? Self.usual(action.stage)
        }
    }

    /// The seconds of each stage of each cell when it was last worked on.
    package var stageSeconds: [CellID: [Stage: Double]] {
        var seconds: [CellID: [Stage: Double]] = [:]
        for (id, cell) in cells {
            for (name, known) in cell.stages {
                if let stage = Stage(rawValue: name), let time = known.seconds {
                    seconds[CellID(id), default: [:]][stage] = time
                }
            }
        }
        return seconds
    }

    /// What a stage takes of a small project.
    private static func usual(_ stage: Stage) -> Double {
        switch stage {
        case .fetch: 20
        case .dependencies: 10
        case .compile: 5
        case .pack: 3
        case .smoke: 2
        case .assemble: 0.5
        case .resolve, .measure: 0
        }
    }
}
