package import Matrix

extension MatrixFile {
    /// What holds for a cell: the defaults, what its app says, then the overrides that match in their order.
    package func settings(for cell: Cell) -> Settings {
        var settings = Settings(
            environment: environment, smokeTests: tests(of: cell).map(\.test), budget: budget(for: cell))
        for partial in defaults { partial.apply(to: &settings) }
        appSettings[cell.app]?.apply(to: &settings)
        for override in overrides where override.selector.matches(cell) { override.apply(to: &settings) }
        return settings
    }

    /// The smoke tests of a cell with their places, those of overrides last.
    func tests(of cell: Cell) -> [LocatedTest] {
        smoke.tests(app: cell.app, mode: cell.mode)
            + overrides.filter { $0.selector.matches(cell) }.flatMap(\.smoke)
    }

    private func budget(for cell: Cell) -> Budget {
        budgets.filter { $0.selector.matches(cell) }.reduce(into: Budget()) { budget, rule in
            budget.raw = rule.budget.raw ?? budget.raw
            budget.stored = rule.budget.stored ?? budget.stored
            budget.growth = rule.budget.growth ?? budget.growth
        }
    }
}
