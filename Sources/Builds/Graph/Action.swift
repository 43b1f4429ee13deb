package import Matrix

/// One unit of work, done once however many cells need it.
package struct Action: Sendable {
    /// The hash of all that it reads, in hexadecimal; unique in a graph.
    package let key: String
    package let stage: Stage
    /// What it makes, for people: `test_cli (release) with OTP 27.3.4.1 and Elixir 1.18.3`.
    package let subject: String
    /// All that its key was made from.
    package let inputs: [ActionInput]
    /// The actions that it needs the results of, by their places in the graph.
    package let needs: [Int]
    package let demand: Demand
    /// Whether its result is in the store, so that neither it nor what only it needs has to be done.
    package let isDone: Bool
    /// The most that one try may take; `nil` where the work sees to that itself.
    package let timeout: Duration?
    /// How many tries may follow one that failed of the surroundings.
    package let retries: Int
    /// Does it. The argument is the first cell that needs it, whose folder gets the logs.
    package let perform: @Sendable (CellID) async throws(Failure) -> Performed

    package init(
        key: String, stage: Stage, subject: String, inputs: [ActionInput] = [], needs: [Int] = [],
        demand: Demand = Demand(), isDone: Bool = false, timeout: Duration? = nil,
        retries: Int = 0,
        perform: @escaping @Sendable (CellID) async throws(Failure) -> Performed
    ) {
        self.key = key
        self.stage = stage
        self.subject = subject
        self.inputs = inputs
        self.needs = Set(needs).sorted()
        self.demand = demand
        self.isDone = isDone
        self.timeout = timeout
        self.retries = retries
        self.perform = perform
    }
}

/// What came of an action that succeeded.
package struct Performed: Hashable, Sendable {
    /// Whether everything was there already after all.
    package var cached: Bool
    /// The first failure of a smoke test that passed when it was tried again.
    package var flaky: Failure?
    /// The most memory that its processes had at once, in bytes; 0 if unknown.
    package var memory: Int
    /// Why the cell counts as skipped though nothing failed: its smoke tests cannot be run here.
    package var skipped: String?

    package init(cached: Bool = false, flaky: Failure? = nil, memory: Int = 0, skipped: String? = nil) {
        self.cached = cached
        self.flaky = flaky
        self.memory = memory
        self.skipped = skipped
    }
}

/// What an action takes of what there is to share.
package struct Demand: Hashable, Sendable {
    /// Whether it takes one of the jobs; what mostly waits, or is done in a moment, does not.
    package var takesJob: Bool
    /// The named groups whose limits it counts for.
    package var groups: [String]
    /// The memory it is expected to need, in bytes.
    package var memory: Int

    package init(takesJob: Bool = true, groups: [String] = [], memory: Int = 0) {
        self.takesJob = takesJob
        self.groups = groups
        self.memory = memory
    }
}
