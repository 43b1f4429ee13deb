/// Which cells of a plan are wanted. The parts narrow the choice one after the other, in the order they are declared in.
package struct Selection: Sendable {
    package var profile: SelectionProfile?
    /// A cell must match one of these, if there are any.
    package var select: [SelectionExpression] = []
    /// A cell must match none of these.
    package var skip: [SelectionExpression] = []
    /// The names of the only cells that are wanted, if there are any: ids, also with versions as they were asked for.
    package var only: [CellID] = []
    /// What has changed, if only changed cells are wanted.
    package var changes: Changes?
    /// The share of the cells chosen so far.
    package var shard: ShardRequest?
    /// The part of a plan that was made elsewhere, for the run's record.
    package var part: Shard?
    /// The run that is to be finished.
    package var earlier: EarlierRun?
    /// Whether nothing chosen is fine.
    package var allowsEmpty = false

    package init() {}

    /// What has changed since some moment.
    package struct Changes: Sendable {
        /// How messages call the moment, such as a revision.
        package var since: String
        /// What of a cell has changed; `nil` if nothing has.
        package var reason: @Sendable (Cell) -> String?

        package init(since: String, reason: @escaping @Sendable (Cell) -> String?) {
            self.since = since
            self.reason = reason
        }
    }

    /// Whether it keeps every cell.
    package var isEverything: Bool {
        profile == nil && select.isEmpty && skip.isEmpty && only.isEmpty && changes == nil && shard == nil
            && earlier == nil
    }

    /// Chooses among the cells of a plan.
    /// - Parameter times: seconds that cells took in an earlier run, for shards balanced by time.
    package func applied(to plan: Plan, times: [CellID: Double] = [:]) throws(SelectionError) -> Selected {
        var sieve = Sieve(plan, allowsEmpty: allowsEmpty)
        if let profile { try sieve.apply(profile) }
        try sieve.select(select)
        try sieve.skip(skip)
        try sieve.only(only)
        if let changes { try sieve.apply(changes) }
        if let shard { sieve.apply(shard, times) }
        if let part { sieve.shard = part }
        return sieve.finished(after: earlier)
    }
}

/// A named choice of the matrix file.
package struct SelectionProfile: Hashable, Sendable {
    package let name: String
    package let select: [SelectionExpression]
    package let skip: [SelectionExpression]

    package init(_ name: String, select: [SelectionExpression], skip: [SelectionExpression]) {
        self.name = name
        self.select = select
        self.skip = skip
    }
}
