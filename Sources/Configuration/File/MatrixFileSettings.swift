package import Matrix

extension MatrixFile {
    /// What holds for a cell: the defaults, what its app says, then the overrides that match in their order.
    package func settings(for cell: Cell) -> Settings {
        var settings = Settings(
            environment: environment, smokeTests: smoke.tests(app: cell.app, mode: cell.mode), budget: budget(for: cell)
        )
        for partial in defaults { partial.apply(to: &settings) }
        appSettings[cell.app]?.apply(to: &settings)
        for override in overrides where override.selector.matches(cell) { override.apply(to: &settings) }
        return settings
    }

    private func budget(for cell: Cell) -> Budget {
        var budget = Budget()
        for rule in budgets where rule.selector.matches(cell) {
            budget.raw = rule.budget.raw ?? budget.raw
            budget.stored = rule.budget.stored ?? budget.stored
            budget.growth = rule.budget.growth ?? budget.growth
        }
        return budget
    }
}
