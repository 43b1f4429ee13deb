/// The cells that are left while a selection is applied, and why the others are not.
struct Sieve {
    private let plan: Plan
    private let allowsEmpty: Bool
    private var kept: [Cell]
    private var dropped: [DroppedCell]
    private var reasons: [CellID: String] = [:]
    private var notes: [String] = []
    var shard: Shard?

    init(_ plan: Plan, allowsEmpty: Bool) {
        self.plan = plan
        self.allowsEmpty = allowsEmpty
        kept = plan.cells
        dropped = plan.dropped
    }

    mutating func apply(_ profile: SelectionProfile) throws(SelectionError) {
        try select(profile.select)
        try skip(profile.skip)
    }

    mutating func select(_ expressions: [SelectionExpression]) throws(SelectionError) {
        guard !expressions.isEmpty else { return }
        for expression in expressions where !plan.cells.contains(where: expression.matches) {
            try report(.matchesNothing(expression, plan))
        }
        let names = expressions.map(\.name).joined(separator: ", ")
        try keep("not in \(names)", by: names) { cell in expressions.contains { $0.matches(cell) } }
    }

    mutating func skip(_ expressions: [SelectionExpression]) throws(SelectionError) {
        for expression in expressions {
            if !plan.cells.contains(where: expression.matches) { notes.append("\(expression.name) matches no cell") }
            try keep("left out by \(expression.name)", by: expression.name) { !expression.matches($0) }
        }
    }

    mutating func only(_ names: [CellID]) throws(SelectionError) {
        guard !names.isEmpty else { return }
        let index = CellIndex(plan)
        var wanted: Set<CellID> = []
        for name in names {
            let cells = try index.cells(named: name)
            wanted.formUnion(cells.map(\.id))
            if cells.isEmpty { try report(.dropped(name, index.drops(named: name))) }
        }
        try keep("not in --only", by: "--only") { wanted.contains($0.id) }
    }

    mutating func apply(_ changes: Selection.Changes) throws(SelectionError) {
        try keep("unchanged since \(changes.since)", by: "--changed-since \(changes.since)", narrowsDrops: false) {
            changes.reason($0) != nil
        }
    }

    /// A shard without cells is none's fault: the others have them.
    mutating func apply(_ request: ShardRequest, _ times: [CellID: Double]) {
        let all = kept
        kept = request.cells(of: all, times: times)
        let ids = Set(kept.map(\.id))
        for cell in all where !ids.contains(cell.id) { reasons[cell.id] = "in another shard" }
        shard = Shard(number: request.number, count: request.count, matrix: Shard.matrix(of: all.map(\.id)))
        if kept.isEmpty, !all.isEmpty {
            notes.append(
                "shard \(request.number)/\(request.count) has none of the \(all.count) \(all.count == 1 ? "cell" : "cells")"
            )
        }
    }

    func finished(after earlier: EarlierRun?) -> Selected {
        let carried = earlier?.carried(of: kept) ?? [:]
        var plan = plan.keeping(Set(kept.map(\.id)).subtracting(carried.keys))
        plan.dropped = dropped
        let deselected = self.plan.cells.compactMap { cell in
            reasons[cell.id].map { DeselectedCell(cell: cell, reason: $0) }
        }
        return Selected(
            plan: plan, cells: kept, deselected: deselected, shard: shard,
            carried: kept.compactMap { carried[$0.id] }, earlier: earlier?.name, notes: notes)
    }

    /// Leaves out the cells that are not wanted; the same goes for the dropped ones.
    private mutating func keep(
        _ reason: String, by name: String, narrowsDrops: Bool = true, _ isWanted: (Cell) -> Bool
    ) throws(SelectionError) {
        let before = kept.count
        var left: [Cell] = []
        for cell in kept {
            if isWanted(cell) { left.append(cell) } else { reasons[cell.id] = reason }
        }
        kept = left
        if narrowsDrops { dropped = dropped.filter { isWanted($0.cell) } }
        if left.isEmpty, before > 0 { try report(.nothingLeft(name, of: before)) }
    }

    private mutating func report(_ error: SelectionError) throws(SelectionError) {
        guard allowsEmpty else { throw error }
        notes.append(error.message)
    }
}
