package import Matrix

extension MatrixFile {
    /// What holds for a cell: the defaults, then the overrides that match in their order.
    package func settings(for cell: Cell) -> Settings {
        var settings = Settings(
            compression: defaults.compression, timeouts: defaults.timeouts, retries: defaults.retries,
            environment: environment, rule: .required, smokeTests: tests(of: cell).map(\.test),
            budget: budget(for: cell))
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

extension Override {
    fileprivate func apply(to settings: inout Settings) {
        settings.compression = compression ?? settings.compression
        settings.timeouts = timeouts.applied(to: settings.timeouts)
        if let environment {
            settings.environment.set.merge(environment.set) { $1 }
            let known = settings.environment.pass
            settings.environment.pass += environment.pass.filter { !known.contains($0) }
        }
        settings.rule = outcome ?? settings.rule
    }
}
