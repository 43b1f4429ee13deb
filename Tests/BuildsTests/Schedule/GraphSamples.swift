import Host
import Matrix
import Synchronization

@testable import Builds

extension Action {
    /// An action of a test; what it does is up to `work`.
    static func sample(
        _ key: String, needs: [Int] = [], demand: Demand = Demand(), isDone: Bool = false, timeout: Duration? = nil,
        retries: Int = 0, work: @escaping @Sendable () async throws(Failure) -> Performed = { Performed() }
    ) -> Action {
        Action(
            key: key, stage: .compile, subject: key, needs: needs, demand: demand, isDone: isDone, timeout: timeout,
            retries: retries
        ) { _ async throws(Failure) in try await work() }
    }
}

extension ActionGraph {
    /// Adds an action of a test.
    mutating func add(_ action: Action) -> Int { add(action.key) { action } }
}

extension Failure {
    static func sample(_ code: String = "test.failed", isInfrastructure: Bool = false) -> Failure {
        Failure(stage: .compile, code: code, message: code, isInfrastructure: isInfrastructure)
    }
}

/// The events of a run, and how much went on at once.
final class Recorder: Sendable {
    private let state = Mutex<(events: [Event.Kind], now: Int, most: Int)>(([], 0, 0))

    var sink: EventSink { EventSink { [self] kind in state.withLock { $0.events.append(kind) } } }
    var events: [Event.Kind] { state.withLock { $0.events } }
    var most: Int { state.withLock { $0.most } }

    /// Work that is counted while it goes on.
    func work(_ milliseconds: Int = 5) async {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
        try? await Task.sleep(for: .milliseconds(milliseconds))
        state.withLock { $0.now -= 1 }
    }

    /// The outcomes by cell, and how often each was told.
    var outcomes: [String: [Outcome]] {
        var outcomes: [String: [Outcome]] = [:]
        for case .cellFinished(let id, let outcome) in events { outcomes[id.text, default: []].append(outcome) }
        return outcomes
    }

    /// The keys of actions in the order in which they were begun.
    var begun: [String] {
        events.compactMap { if case .actionStarted(let start) = $0 { start.key } else { nil } }
    }

    func run(
        _ graph: ActionGraph, _ options: GraphRun.Options, seconds: [Double]? = nil, failed: Set<CellID> = []
    ) async {
        let priorities = Priorities(
            graph, seconds: seconds ?? graph.actions.map { _ in 1 }, failedBefore: failed)
        await GraphRun(graph, options: options, priorities: priorities, clock: .live, events: sink).run()
    }
}
