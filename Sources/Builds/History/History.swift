package import Matrix

/// What earlier runs of a matrix took and came to, cell by cell; what estimates, priorities and explanations are made from.
package struct History: Hashable, Codable, Sendable {
    /// By cell id.
    package var cells: [String: CellHistory] = [:]

    package init() {}

    /// What is known of one cell.
    package struct CellHistory: Hashable, Codable, Sendable {
        /// The word of its last outcome that was reached.
        package var outcome: String
        /// When that was, in seconds since 1970.
        package var time: Double
        /// The size of its artifact when it last passed, in bytes.
        package var size: Int?
        /// The most memory that one of its actions took when it was last done, in bytes.
        package var memory: Int?
        /// Its actions, by stage.
        package var stages: [String: StageHistory]
    }

    /// What is known of one stage of a cell.
    package struct StageHistory: Hashable, Codable, Sendable {
        /// The keys of its actions in the last run.
        package var keys: [String]
        /// The seconds of the work when it was last done; `nil` if it has only been taken from the cache.
        package var seconds: Double?
    }

    /// The cells that were red when they were last worked on.
    package var failedCells: Set<CellID> {
        Set(cells.filter { $0.value.outcome == "failed" }.map { CellID($0.key) })
    }

    /// The memory that cells took, in bytes, rounded up so that cells of about the same need count as the same.
    package var memory: [CellID: Int] {
        let step = 64 << 20
        return Dictionary(
            cells.compactMap { id, cell in
                cell.memory.map { (CellID(id), min(max(0, $0), 1 << 50) / step * step + step) }
            }
        ) { first, _ in first }
    }

    /// The sizes of the artifacts of cells that have passed, in bytes.
    package var sizes: [CellID: Int] {
        Dictionary(cells.compactMap { id, cell in cell.size.map { (CellID(id), $0) } }) { first, _ in first }
    }
}
