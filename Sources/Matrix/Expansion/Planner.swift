/// Sorts combinations into selected and dropped cells.
struct Planner {
    private let expansion: Expansion
    private var plan = Plan()
    private var problems: [PlanProblem] = []
    private var usedExclusions: Set<Int> = []
    /// The variants so far, by what their ids have behind the app.
    private var variants: [String: Variant] = [:]
    /// The selected cells, once an inclusion asks for them, and the identities that inclusions brought back.
    private var selected: [Identity: CellID]?
    private var included: Set<Identity> = []

    init(_ expansion: Expansion) { self.expansion = expansion }

    /// The same, unless it came out like an earlier one.
    mutating func distinct(_ resolved: Resolved) -> Resolved? {
        if let other = variants[resolved.path] {
            note(resolved, and: other)
            return nil
        }
        variants[resolved.path] = resolved.variant
        return resolved
    }

    /// Takes a combination of the axes.
    mutating func take(_ resolved: Resolved, _ app: String) {
        let cell = resolved.cell(of: app)
        if let reason = exclusion(of: cell) ?? resolved.objection {
            plan.dropped.append(DroppedCell(cell: cell, reason: reason))
        } else {
            select(cell, resolved.failure)
        }
    }

    /// Takes a cell that is asked for by name.
    mutating func include(_ inclusion: Inclusion, _ resolved: Resolved, _ index: Int) {
        guard expansion.apps.contains(where: { $0.name == inclusion.app && $0.modes.contains(inclusion.mode) }) else {
            return problems.append(.inclusionOfUndeclaredMode(index))
        }
        if let reason = resolved.objection {
            return problems.append(.inclusionUnsupported(index, reason: reason))
        }
        let cell = resolved.cell(of: inclusion.app)
        let identities = Identity.all(of: cell)
        var there = selected ?? Identity.ids(of: plan.cells)
        if let id = identities.lazy.compactMap({ there[$0] }).first {
            problems.append(.inclusionDuplicates(index, id))
        } else {
            for identity in identities { there[identity] = cell.id }
            included.formUnion(identities)
            select(cell, resolved.failure)
        }
        selected = there
    }

    /// The plan in its order, and what is wrong with the matrix.
    func finished() -> (plan: Plan, problems: [PlanProblem]) {
        let unused = expansion.exclusions.indices.filter { !usedExclusions.contains($0) }
        var plan = plan
        if !included.isEmpty {
            plan.dropped.removeAll { !included.isDisjoint(with: Identity.all(of: $0.cell)) }
            plan.cells = CellOrder(expansion).sorted(plan.cells)
        }
        return (plan, unused.map { .exclusionMatchesNothing($0) } + problems)
    }

    private mutating func select(_ cell: Cell, _ failure: Failure?) {
        plan.cells.append(cell)
        if let failure { plan.failures[cell.id] = failure }
    }

    /// The reason of the first exclusion that matches; all that match count as used.
    private mutating func exclusion(of cell: Cell) -> String? {
        var reason: String?
        for (index, exclusion) in expansion.exclusions.enumerated() where exclusion.selector.matches(cell) {
            usedExclusions.insert(index)
            reason = reason ?? exclusion.reason
        }
        return reason
    }

    /// Two requests of an axis came out as one version.
    private mutating func note(_ resolved: Resolved, and other: Variant) {
        let variant = resolved.variant
        let problem: PlanProblem? =
            if variant.otp != other.otp, let otp = resolved.otp ?? variant.otp.version {
                .sameVersion(.otp, other.otp, variant.otp, otp)
            } else if let first = other.elixir, let second = variant.elixir, let elixir = resolved.elixir {
                .sameVersion(.elixir, first, second, elixir)
            } else {
                nil
            }
        if let problem, !problems.contains(problem) { problems.append(problem) }
    }
}

/// What makes two cells the same, whatever words asked for them: the id, or what is built.
private enum Identity: Hashable {
    case id(CellID)
    case build(app: String, mode: Mode, otp: Version, elixir: Version, target: Target)

    static func all(of cell: Cell) -> [Identity] {
        guard let otp = cell.otp, let elixir = cell.elixir else { return [.id(cell.id)] }
        return [
            .id(cell.id), .build(app: cell.app, mode: cell.mode, otp: otp, elixir: elixir, target: cell.target),
        ]
    }

    static func ids(of cells: [Cell]) -> [Identity: CellID] {
        var ids: [Identity: CellID] = [:]
        for cell in cells {
            for identity in all(of: cell) where ids[identity] == nil { ids[identity] = cell.id }
        }
        return ids
    }
}
