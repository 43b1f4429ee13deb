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
    /// The host's own Erlang, where it may stand in for a version that no source has; `nil` where it may not.
    package var fallback: SystemSetting?
    /// Caches of others that are read and never written, besides those of the environment.
    package var sharedCaches: [String]
    /// What a run may use of the host.
    package var limits: Limits
    /// The folder for artifacts and reports, relative to the file's folder or absolute.
    package var output: String

    /// The profile that was applied, if one was.
    package internal(set) var profile: String?
    /// Which cells the profile takes, an expression each; of several one must match. Empty takes all.
    package internal(set) var select: [SelectionText] = []
    /// Which cells the profile leaves out.
    package internal(set) var skip: [SelectionText] = []

    /// The targets that artifacts are made for.
    package var allTargets: [Target] { axes.targets + inclusions.map(\.target) }

    /// What holds for each cell unless an app or an override says otherwise; the last wins.
    var defaults: [PartialSettings]
    var appSettings: [String: PartialSettings]
    var environment: EnvironmentSettings
    var overrides: [Override]
    var smoke: SmokeTests
    var budgets: [BudgetRule]
    var profiles: [Profile]
    var places: Places
    var source: DiagnosticSource

    /// Where the parts stand that later errors speak of.
    struct Places: Sendable {
        var apps: [String: Place] = [:]
        var exclusions: [Place] = []
        var inclusions: [Place] = []
        var otp: Place
        var elixir: Place?
        /// That of `profiles:`, or of the whole file.
        var profiles: Place
    }
}
