import Configuration
import Host
package import Matrix

/// A run of a plan: its cells, a few at a time, each to its own outcome; one that fails stops no other.
package struct Run: Sendable {
    private let context: RunContext
    private let plan: Plan
    private let jobs: Int
    private let actions: SharedActions

    /// - Parameter jobs: how many cells may be worked on at once.
    package init(plan: Plan, jobs: Int, context: RunContext) {
        self.context = context
        self.plan = plan
        self.jobs = max(1, jobs)
        self.actions = SharedActions()
    }

    /// Works through the plan and tells every cell's outcome; cancelling the task leaves the unfinished cells interrupted.
    package func start() async {
        let actions = actions
        await withTaskCancellationHandler {
            await work()
        } onCancel: {
            Task { await actions.cancel() }
        }
    }

    private func work() async {
        let unbegun = await Workers.run(plan.cells, width: jobs) { await finish($0) }
        for cell in unbegun { context.events.send(.cellFinished(cell.id, .interrupted)) }
    }

    private func finish(_ cell: Cell) async {
        let settings = context.file.settings(for: cell)
        context.events.send(.cellFinished(cell.id, await outcome(of: cell, settings)))
    }

    private func outcome(of cell: Cell, _ settings: Settings) async -> Outcome {
        do throws(Failure) {
            if let failure = plan.failures[cell.id] { throw failure }
            try await CellPipeline(cell: cell, settings: settings, context: context, actions: actions).run()
            return .passed
        } catch {
            if Task.isCancelled { return .interrupted }
            return settings.rule.outcome(
                failure: error, today: CalendarDate(secondsSince1970: context.clock.now()))
        }
    }
}
