internal import Matrix

/// What is different for some cells.
struct Override: Sendable {
    var selector: Selector
    /// Where it stands in the file.
    var place: Place
    var outcome: OutcomeRule?
    var settings = PartialSettings()
    var environment: EnvironmentSettings?
    var smoke: [LocatedTest] = []

    func apply(to settings: inout Settings) {
        self.settings.apply(to: &settings)
        if let environment {
            settings.environment.set.merge(environment.set) { $1 }
            settings.environment.pass = settings.environment.pass.adding(environment.pass)
        }
        settings.rule = outcome ?? settings.rule
        for test in smoke { settings.smokeTests.append(test.test) }
    }
}

/// A size limit for some cells.
struct BudgetRule: Sendable {
    var selector: Selector
    var place: Place
    var budget: Budget
}

/// A smoke test and where it stands in the file.
struct LocatedTest: Sendable {
    var test: SmokeTest
    /// The place of its name.
    var place: Place
}
