package import Matrix

/// How long cells took in earlier runs.
package struct Estimates: Sendable {
    private let cells: [CellID: Double]
    private let stages: [CellID: [Stage: Double]]

    /// - Parameters:
    ///   - cells: seconds of work for each cell, where its stages are not known.
    ///   - stages: seconds of work for each stage of each cell; 0 where another cell does the work.
    package init(cells: [CellID: Double] = [:], stages: [CellID: [Stage: Double]] = [:]) {
        self.cells = cells.filter { $0.value.isFinite && $0.value > 0 }
        self.stages = stages
    }

    /// What an earlier run took, where there was work to do.
    package init(_ record: RunRecord) {
        var stages: [CellID: [Stage: Double]] = [:]
        for cell in record.cells {
            for stage in cell.stages where !stage.cached {
                stages[cell.cell.id, default: [:]][stage.stage, default: 0] += stage.seconds
            }
        }
        self.init(stages: stages)
    }

    /// Seconds for a stage that cells share: of the one that did the work. A few cells tell.
    func seconds(_ cells: [CellID], _ stage: Stage) -> Double {
        if stages.isEmpty { return 0 }
        return cells.prefix(64).reduce(0) { max($0, seconds($1, stage)) }
    }

    /// Seconds for the whole cell; 0 for unknown.
    func seconds(_ cell: CellID) -> Double {
        if let seconds = cells[cell] { return seconds }
        return stages[cell]?.values.reduce(0) { $0 + Estimates.sane($1) } ?? 0
    }

    /// Seconds for a stage of the cell; 0 for unknown.
    func seconds(_ cell: CellID, _ stage: Stage) -> Double { Estimates.sane(stages[cell]?[stage] ?? 0) }

    private static func sane(_ seconds: Double) -> Double { seconds.isFinite ? min(max(0, seconds), 1e7) : 0 }
}
