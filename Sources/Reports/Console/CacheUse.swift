import Matrix

/// How much of a run was there already.
struct CacheUse {
    private let cells: [CellRecord]

    init(_ record: RunRecord) { cells = record.cells }

    /// Says so when nothing was left to do, or how much of each stage was; `nil` when no cell came that far.
    var sentence: String? {
        let parts = [Stage.fetch, .compile, .assemble, .pack].compactMap(part)
        if parts.isEmpty { return nil }
        if isComplete { return "nothing to fetch, compile or pack: all \(cells.count) from cache" }
        return "from cache: " + parts.joined(separator: ", ")
    }

    /// Whether every cell was packed, and no stage before that had anything to do.
    private var isComplete: Bool {
        cells.allSatisfy { cell in
            let stages = cell.stages.filter { ![.resolve, .smoke, .measure].contains($0.stage) }
            return stages.contains { $0.stage == .pack } && stages.allSatisfy(\.cached)
        }
    }

    private func part(_ stage: Stage) -> String? {
        let records = cells.flatMap(\.stages).filter { $0.stage == stage }
        if records.isEmpty { return nil }
        return "\(stage.rawValue) \(records.filter(\.cached).count) of \(records.count)"
    }
}
