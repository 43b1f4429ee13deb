package import Matrix

/// All that a matrix file says, with its defaults filled in.
package struct MatrixFile: Sendable {
    /// The apps in the order of the file.
    package var apps: [App]
    package var axes: Axes
    package var exclusions: [Exclusion]
    package var inclusions: [Inclusion]
    /// Where runtimes come from, in the order in which they are asked.
    package var sources: [SourceSetting]
    /// What a run may use of the host.
    package var limits: Limits
    /// The folder for artifacts and reports, relative to the file's folder or absolute.
    package var output: String

    var defaults: Defaults
    var environment: EnvironmentSettings
    var overrides: [Override]
    var smoke: SmokeTests
    var budgets: [BudgetRule]
    var places: Places
    var source: DiagnosticSource

    /// Where the parts stand that later errors speak of.
    struct Places: Sendable {
        var apps: [String: Place] = [:]
        var exclusions: [Place] = []
        var inclusions: [Place] = []
        var otp: Place
        var elixir: Place?
    }
}

/// What holds for each cell unless an override says otherwise.
struct Defaults: Sendable {
    var compression = 19
    var timeouts = Timeouts()
    var retries = Retries()
}
