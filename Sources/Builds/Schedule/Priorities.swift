package import Matrix

/// The order in which actions are begun when several could be: those of cells that failed last time first, then by the time
/// that has to pass after their beginning until all that needs them is done.
package struct Priorities: Sendable {
    /// The action at each rank, the most urgent first.
    let order: [Int]
    /// The rank of each action.
    let ranks: [Int]

    /// - Parameters:
    ///   - seconds: the expected duration of each action, by its place.
    ///   - failedBefore: the cells that were red in the last run.
    package init(_ graph: ActionGraph, seconds: [Double], failedBefore: Set<CellID> = []) {
        let paths = Self.pathLengths(graph, seconds)
        let urgent = graph.users.map { users in
            !failedBefore.isEmpty && users.contains { failedBefore.contains(graph.cells[$0].id) }
        }
        order = graph.actions.indices.sorted { left, right in
            if urgent[left] != urgent[right] { return urgent[left] }
            if paths[left] != paths[right] { return paths[left] > paths[right] }
            return left < right
        }
        var ranks = [Int](repeating: 0, count: order.count)
        for (rank, place) in order.enumerated() { ranks[place] = rank }
        self.ranks = ranks
    }

    /// The length of the longest path from the beginning of each action to the end of a cell, in seconds.
    static func pathLengths(_ graph: ActionGraph, _ seconds: [Double]) -> [Double] {
        var lengths = seconds
        for place in graph.actions.indices.reversed() {
            for need in graph.actions[place].needs {
                lengths[need] = max(lengths[need], seconds[need] + lengths[place])
            }
        }
        return lengths
    }
}
