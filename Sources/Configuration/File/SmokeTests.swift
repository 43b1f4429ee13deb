internal import Matrix

/// The smoke tests of the file, put together for each app and mode, so that cells share them.
struct SmokeTests: Sendable {
    private let located: [String: [Mode: [LocatedTest]]]
    private let plain: [String: [Mode: [SmokeTest]]]

    /// - Parameters:
    ///   - named: The tests by mode or app, as `smoke:` has them.
    ///   - ofApps: The tests by app, as `apps:` has them.
    init(_ apps: [App], named: [String: [LocatedTest]], ofApps: [String: [LocatedTest]]) {
        var located: [String: [Mode: [LocatedTest]]] = [:]
        for app in apps {
            for mode in app.modes {
                located[app.name, default: [:]][mode] =
                    (named[mode.rawValue] ?? []) + (named[app.name] ?? []) + (ofApps[app.name] ?? [])
            }
        }
        self.located = located
        plain = located.mapValues { $0.mapValues { $0.map { $0.test } } }
    }

    /// The tests of a cell before overrides: those of its mode, then of its app.
    func tests(app: String, mode: Mode) -> [SmokeTest] { plain[app]?[mode] ?? [] }

    /// The same with their places.
    func located(app: String, mode: Mode) -> [LocatedTest] { located[app]?[mode] ?? [] }
}
