import Configuration
import Host
package import Matrix

/// A run of a plan: every cell to its own outcome; one that fails stops no other.
package struct Run: Sendable {
    private let plan: Plan
    private let context: RunContext
    private let history: History

    /// - Parameter history: what earlier runs took, by which actions are put in order.
    package init(plan: Plan, context: RunContext, history: History = History()) {
        self.plan = plan
        self.context = context
        self.history = history
    }

    /// Works through the plan and tells every cell's outcome; cancelling the task leaves the unfinished cells interrupted.
    @discardableResult
    package func start() async -> FinishedRun {
        let graph = await CellGraph.graph(of: plan, context)
        let limits = context.file.limits
        let options = GraphRun.Options(
            capacity: Schedule.Capacity(
                jobs: context.options.jobs, memory: limits.memory ?? context.options.availableMemory,
                groups: limits.groups.merging(ResourceGroup.limits) { $1 }),
            failFast: limits.failFast, time: limits.time.map { .seconds($0) })
        let priorities = Priorities(
            graph, seconds: history.estimates(for: graph), failedBefore: history.failedCells)
        let finished = FinishedActions()
        let events = finished.sink(to: context.events)
        await GraphRun(graph, options: options, priorities: priorities, clock: context.clock, events: events).run()
        let run = finished.run(of: graph)
        RecordedInputs.keep(run, time: context.clock.now(), in: context.store)
        return run
    }
}

extension Failure {
    /// What stops a cell whose run was interrupted; it never reaches a report.
    static func interrupted(_ stage: Stage) -> Failure {
        Failure(stage: stage, code: "run.interrupted", message: "the run was interrupted")
    }
}
