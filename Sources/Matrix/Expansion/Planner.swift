/// Sorts combinations into selected and dropped cells.
struct Planner {
    private let expansion: Expansion
    private let resolution: Resolution?
    private var plan = Plan()
    private var problems: [PlanProblem] = []
    private var usedExclusions: Set<Int> = []
    /// The combination behind each cell so far.
    private var taken: [CellID: Combination] = [:]

    init(_ expansion: Expansion, _ resolution: Resolution?) {
        self.expansion = expansion
        self.resolution = resolution
    }

    /// Takes a combination of the axes.
    mutating func take(_ combination: Combination) {
        let resolved = combination.resolved(resolution)
        if let other = taken[resolved.cell.id] { return note(combination, and: other, are: resolved.cell) }
        taken[resolved.cell.id] = combination
        if let reason = exclusion(of: resolved.cell) ?? resolved.objection {
            plan.dropped.append(DroppedCell(cell: resolved.cell, reason: reason))
        } else {
            select(resolved)
        }
    }

    /// Takes a cell that is asked for by name.
    mutating func include(_ inclusion: Inclusion, _ index: Int) {
        let combination = expansion.combination(inclusion)
        guard expansion.apps.contains(where: { $0.name == inclusion.app && $0.modes.contains(inclusion.mode) }) else {
            return problems.append(.inclusionOfUndeclaredMode(index))
        }
        let resolved = combination.resolved(resolution)
        if let reason = resolved.objection {
            problems.append(.inclusionUnsupported(index, reason: reason))
        } else if let there = plan.cells.first(where: { $0.isSame(as: resolved.cell) }) {
            problems.append(.inclusionDuplicates(index, there.id))
        } else {
            plan.dropped.removeAll { $0.cell.isSame(as: resolved.cell) }
            select(resolved)
        }
    }

    /// The plan in its order, and what is wrong with the matrix.
    func finished() -> (plan: Plan, problems: [PlanProblem]) {
        let unused = expansion.exclusions.indices.filter { !usedExclusions.contains($0) }
        var plan = plan
        let order = CellOrder(expansion)
        plan.cells = order.sorted(plan.cells)
        return (plan, unused.map { .exclusionMatchesNothing($0) } + problems)
    }

    private mutating func select(_ resolved: Combination.Resolved) {
        plan.cells.append(resolved.cell)
        plan.failures[resolved.cell.id] = resolved.failure
    }

    /// The reason of the first exclusion that matches; all that match count as used.
    private mutating func exclusion(of cell: Cell) -> String? {
        let matching = expansion.exclusions.indices.filter { expansion.exclusions[$0].selector.matches(cell) }
        usedExclusions.formUnion(matching)
        return matching.first.map { expansion.exclusions[$0].reason }
    }

    /// Two requests of an axis came out as one version.
    private mutating func note(_ combination: Combination, and other: Combination, are cell: Cell) {
        let problem: PlanProblem? =
            if combination.otp != other.otp, let otp = cell.otp ?? Version(combination.otp.text) {
                .sameVersion(.otp, other.otp, combination.otp, otp)
            } else if let first = other.elixir, let second = combination.elixir, let elixir = cell.elixir {
                .sameVersion(.elixir, first, second, elixir)
            } else {
                nil
            }
        if let problem, !problems.contains(problem) { problems.append(problem) }
    }
}

extension Cell {
    /// Whether the same is built, whatever words asked for it.
    fileprivate func isSame(as other: Cell) -> Bool {
        if id == other.id { return true }
        guard otp != nil, elixir != nil else { return false }
        return (app, mode, target) == (other.app, other.mode, other.target)
            && (otp, elixir) == (other.otp, other.elixir)
    }
}

/// The order of cells: by app, mode, OTP, Elixir and target as the file names them, what only inclusions name behind.
struct CellOrder {
    private let apps: [String]
    private let modes: [Mode]
    private let otps: [VersionRequest]
    private let elixirs: [VersionRequest?]
    private let targets: [Target]

    init(_ expansion: Expansion) {
        let more = expansion.inclusions
        apps = expansion.apps.map(\.name)
        modes = expansion.axes.modes + more.map(\.mode)
        otps = expansion.axes.otp + more.map(\.otp)
        elixirs = expansion.elixirs + more.map(\.elixir)
        targets = expansion.axes.targets + more.map(\.target)
    }

    func sorted(_ cells: [Cell]) -> [Cell] {
        cells.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    private func rank(_ cell: Cell) -> [Int] {
        [
            apps.firstIndex(of: cell.app), modes.firstIndex(of: cell.mode), otps.firstIndex(of: cell.otpRequest),
            elixirs.firstIndex(of: cell.elixirRequest), targets.firstIndex(of: cell.target),
        ].map { $0 ?? .max }
    }
}
