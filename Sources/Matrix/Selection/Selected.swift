/// What is left of a plan once cells were chosen.
package struct Selected: Sendable {
    /// The cells to run, and the dropped ones that the choice asked for too.
    package var plan: Plan
    /// All cells that the run is about: those to run and those carried over, in the plan's order.
    package var cells: [Cell]
    /// The cells that were not chosen, in the plan's order.
    package var deselected: [DeselectedCell]
    /// Which part of the whole this is; `nil` for all of it.
    package var shard: Shard?
    /// What an earlier run knows of the cells that are not run again, in the plan's order.
    package var carried: [CellRecord]
    /// The run that they are carried over from; `nil` if there is none.
    package var earlier: String?
    /// Sentences that the user should read.
    package var notes: [String]

    package init(
        plan: Plan, cells: [Cell], deselected: [DeselectedCell], shard: Shard? = nil, carried: [CellRecord],
        earlier: String? = nil, notes: [String]
    ) {
        self.plan = plan
        self.cells = cells
        self.deselected = deselected
        self.shard = shard
        self.carried = carried
        self.earlier = earlier
        self.notes = notes
    }
}

/// A cell that is left out of a run because something else was asked for.
package struct DeselectedCell: Hashable, Codable, Sendable {
    package let cell: Cell
    package let reason: String

    package init(cell: Cell, reason: String) {
        self.cell = cell
        self.reason = reason
    }
}

extension Plan {
    /// The plan with these cells only; dropped ones stay.
    package func keeping(_ ids: Set<CellID>) -> Plan {
        var plan = self
        plan.cells = cells.filter { ids.contains($0.id) }
        plan.failures = failures.filter { ids.contains($0.key) }
        return plan
    }
}
