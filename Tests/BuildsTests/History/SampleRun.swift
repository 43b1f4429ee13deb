import Matrix

@testable import Builds

extension FinishedRun {
    /// A run that did all actions of a graph, unless told otherwise.
    static func sample(
        _ graph: ActionGraph, done: Set<String>? = nil, failed: Set<String> = [], memory: [String: Int] = [:]
    ) -> FinishedRun {
        let keys = Set(graph.actions.map(\.key)).subtracting(failed)
        return FinishedRun(graph: graph, done: done ?? keys, failed: failed, memory: memory)
    }
}
