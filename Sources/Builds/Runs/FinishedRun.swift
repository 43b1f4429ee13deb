import Matrix
import Synchronization

/// What a run has worked through.
package struct FinishedRun: Sendable {
    /// All that it would have done.
    package let graph: ActionGraph
    /// The keys of the actions that were done without a failure, now or before.
    package let done: Set<String>
    /// The keys of the actions that failed.
    package let failed: Set<String>
    /// The most memory that actions took, in bytes, by their keys.
    package let memory: [String: Int]
}

/// Listens to the events of a run for what became of its actions.
final class FinishedActions: Sendable {
    private struct Known {
        var done: Set<String> = []
        var failed: Set<String> = []
        var memory: [String: Int] = [:]
    }

    private let known = Mutex(Known())

    /// Passes everything on.
    func sink(to next: EventSink) -> EventSink {
        EventSink { [self] kind in
            if case .actionFinished(let action) = kind { take(action) }
            next.send(kind)
        }
    }

    /// All that was heard, of a graph that was worked through.
    func run(of graph: ActionGraph) -> FinishedRun {
        let before = graph.actions.lazy.filter(\.isDone).map(\.key)
        return known.withLock {
            FinishedRun(graph: graph, done: $0.done.union(before), failed: $0.failed, memory: $0.memory)
        }
    }

    private func take(_ action: ActionRecord) {
        known.withLock {
            if action.failure == nil { $0.done.insert(action.key) } else { $0.failed.insert(action.key) }
            if action.memory > 0 { $0.memory[action.key] = action.memory }
        }
    }
}
