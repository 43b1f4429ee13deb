import Matrix

/// How much of a run was there already.
struct CacheUse {
    /// The stages whose results are kept.
    private static let kept: [Stage] = [.fetch, .dependencies, .compile, .assemble, .pack]

    private let cells: [CellRecord]
    private let carried: Int

    /// Cells that were taken over from an earlier run are counted apart.
    init(_ record: RunRecord) {
        cells = record.cells.filter { !$0.isCarried }
        carried = record.cells.count - cells.count
    }

    /// Says so when nothing was left to do, or how much of each stage was; `nil` when no cell came that far.
    var sentence: String? {
        let sentences = [taken, used].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    private var taken: String? {
        carried == 0 ? nil : "taken over from an earlier run: \(carried == 1 ? "1 cell" : "\(carried) cells")"
    }

    private var used: String? {
        let parts = CacheUse.kept.compactMap(part)
        if parts.isEmpty { return nil }
        if isComplete { return "nothing to fetch, compile or pack: all \(cells.count) from cache" + tests("; ") }
        return "from cache: " + parts.joined(separator: ", ") + tests(", ")
    }

    /// Whether every cell was packed, and no stage before that had anything to do.
    private var isComplete: Bool {
        cells.allSatisfy { cell in
            let stages = cell.stages.filter { ![.resolve, .smoke, .measure].contains($0.stage) }
            return stages.contains { $0.stage == .pack } && stages.allSatisfy(\.cached)
        }
    }

    private func part(_ stage: Stage) -> String? {
        var count = 0
        var cached = 0
        for cell in cells {
            for record in cell.stages where record.stage == stage {
                count += 1
                if record.cached { cached += 1 }
            }
        }
        return count == 0 ? nil : "\(stage.rawValue) \(cached) of \(count)"
    }

    /// Smoke tests that passed in an earlier run of the same artifact.
    private func tests(_ separator: String) -> String {
        let count = cells.reduce(0) { $0 + $1.tests.count }
        let cached = cells.reduce(0) { $0 + $1.tests.filter(\.cached).count }
        return cached == 0 ? "" : "\(separator)smoke tests \(cached) of \(count)"
    }
}
