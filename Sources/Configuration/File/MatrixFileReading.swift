package import Matrix
internal import YAML

extension MatrixFile {
    /// Reads a matrix file; the file is `nil` if there is any error among the diagnostics.
    ///
    /// - Parameters:
    ///   - name: How messages call the file.
    ///   - host: What the target `auto` stands for.
    package static func read(
        bytes: [UInt8], name: String, host: Platform
    ) -> (file: MatrixFile?, diagnostics: [Diagnostic]) {
        let source = DiagnosticSource(name: name, text: YAMLText(bytes))
        let findings = Findings(source)
        var file: MatrixFile?
        do throws(YAMLError) {
            let document = try YAMLDocument(bytes: bytes)
            for problem in document.problems { findings.report(problem) }
            let root = Value(node: document.root, label: "the file", findings: findings)
            file = MatrixFile(root, source, host: host)
        } catch {
            findings.report(error)
        }
        return (findings.hasErrors ? nil : file, findings.sorted)
    }

    /// How keys of the top level begin that are the user's own, as places for anchors.
    static let ownKeys = "x-"

    /// Reads all sections, also behind one with errors, so that as many errors as possible come up at once.
    private init?(_ value: Value, _ source: DiagnosticSource, host: Platform) {
        guard let root = MatrixFile.root(value) else { return nil }
        let limits = LimitsSection.limits(root)
        let groups = limits.groups.keys.sorted()
        let apps = AppsSection(root, groups: groups)
        let matrix = MatrixSection(root, apps: apps.names, host: host)
        let sources = SourcesSection.sources(root)
        let fallback = SourcesSection.fallback(root)
        let sharedCaches = SourcesSection.sharedCaches(root)
        let defaults = DefaultsSection.defaults(root, groups: groups)
        let environment = EnvironmentSection.environment(root) ?? EnvironmentSettings()
        let overrides = OverridesSection.overrides(root, apps: apps.names, groups: groups)
        let smoke = SmokeTests(
            apps.apps, named: SmokeReading.section(root, apps: apps.names), ofApps: apps.tests)
        let budgets = BudgetsSection.budgets(root, apps: apps.names)
        let profiles = ProfilesSection.profiles(root, limits: limits)
        let output = root["output"]?.path() ?? "dist"
        guard let axes = matrix.axes else { return nil }
        let places = Places(
            apps: apps.places, exclusions: matrix.exclusionPlaces, inclusions: matrix.inclusionPlaces,
            otp: matrix.otpPlace ?? value.place, elixir: matrix.elixirPlace,
            profiles: root["profiles"]?.place ?? value.place)
        self.init(
            apps: apps.apps, axes: axes, exclusions: matrix.exclusions, inclusions: matrix.inclusions, sources: sources,
            fallback: fallback, sharedCaches: sharedCaches, limits: limits, output: output, defaults: [defaults],
            appSettings: apps.settings, environment: environment,
            overrides: overrides, smoke: smoke, budgets: budgets, profiles: profiles, places: places, source: source)
    }

    /// The file's keys; `nil` if it is of a version that cannot be read.
    private static func root(_ value: Value) -> Fields? {
        guard let pairs = value.pairs(Shape.file.wanted) else { return nil }
        let wantedVersion = Wanted(noun: "1", detail: ", the only version of the schema")
        if let version = pairs.first(where: { $0.key == "version" })?.value {
            guard let text = version.text(wantedVersion) else { return nil }
            guard text == "1" else {
                version.report(.unknownVersion(text))
                return nil
            }
        }
        let fields = value.fields(.file, except: ownKeys)
        _ = fields?.required("version", wantedVersion)
        return fields
    }
}

extension Findings {
    fileprivate func report(_ error: YAMLError) {
        let more: [YAMLError.Kind: String] = [
            .empty: "expected \(Shape.file.wanted.words); `bmatrix init` writes one for a project",
            .unknownAlias: "a pattern that begins with '*' must be in quotes",
        ]
        let notes = [error.hint, more[error.kind] ?? ""].filter { !$0.isEmpty }
        let fault = Fault(code: error.code, message: error.message, notes: notes)
        report(fault, at: Place(start: error.position, end: error.position))
    }
}

extension Fault {
    fileprivate static func unknownVersion(_ text: String) -> Fault {
        Fault(
            code: "config.version", message: "version '\(text)' of the schema is not known",
            notes: ["expected 1, the only version of the schema", "a newer bmatrix may know it"])
    }
}
