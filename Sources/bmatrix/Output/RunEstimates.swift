import Builds
import Matrix
import Reports

extension Estimates {
    /// What earlier runs of the matrix took.
    init(_ history: History) {
        var stages: [CellID: [Stage: Double]] = [:]
        for (id, cell) in history.cells {
            for (name, stage) in cell.stages {
                if let key = Stage(rawValue: name) { stages[CellID(id), default: [:]][key] = stage.seconds }
            }
        }
        self.init(stages: stages)
    }
}
