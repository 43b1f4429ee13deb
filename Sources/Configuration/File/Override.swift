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

/// The smoke tests of the file, before they are put together for a cell.
struct SmokeTests: Sendable {
    /// By mode name or app name, as `smoke:` has them.
    var named: [String: [LocatedTest]] = [:]
    /// By app name, as `apps:` has them.
    var ofApps: [String: [LocatedTest]] = [:]

    /// The tests of a cell before overrides.
    func tests(app: String, mode: Mode) -> [LocatedTest] {
        (named[mode.rawValue] ?? []) + (named[app] ?? []) + (ofApps[app] ?? [])
    }
}
