package import Matrix
internal import YAML

extension MatrixFile {
    /// Reads a matrix file; the file is `nil` if there is any error among the diagnostics.
    ///
    /// - Parameters:
    ///   - name: How messages call the file.
    ///   - host: What the target `auto` stands for.
    package static func read(
        bytes: [UInt8], name: String, host: Architecture
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

    private static let wanted = Wanted(noun: "a mapping", detail: " with version, apps and matrix")
    /// The keys of the file.
    static let keys = [
        "version", "apps", "matrix", "sources", "defaults", "environment", "overrides", "smoke", "budgets", "limits",
        "output",
    ]

    /// Reads all sections, also behind one with errors, so that as many errors as possible come up at once.
    private init?(_ value: Value, _ source: DiagnosticSource, host: Architecture) {
        guard let root = MatrixFile.root(value) else { return nil }
        let apps = AppsSection(root)
        let matrix = MatrixSection(root, apps: apps.names, host: host)
        let sources = SourcesSection.sources(root)
        let defaults = DefaultsSection.defaults(root)
        let environment = EnvironmentSection.environment(root) ?? EnvironmentSettings()
        let overrides = OverridesSection.overrides(root, apps: apps.names)
        let smoke = SmokeTests(named: SmokeReading.section(root, apps: apps.names), ofApps: apps.tests)
        let budgets = OverridesSection.budgets(root, apps: apps.names)
        let limits = LimitsSection.limits(root)
        let output = root["output"]?.path() ?? "dist"
        guard let axes = matrix.axes else { return nil }
        let places = Places(
            apps: apps.places, exclusions: matrix.exclusionPlaces, inclusions: matrix.inclusionPlaces,
            otp: matrix.otpPlace ?? value.place, elixir: matrix.elixirPlace)
        self.init(
            apps: apps.apps, axes: axes, exclusions: matrix.exclusions, inclusions: matrix.inclusions, sources: sources,
            limits: limits, output: output, defaults: defaults, environment: environment, overrides: overrides,
            smoke: smoke, budgets: budgets, places: places, source: source)
    }

    /// The file's keys; `nil` if it is of a version that cannot be read. Keys that begin with `x-` are the user's own.
    private static func root(_ value: Value) -> Fields? {
        guard let pairs = value.pairs(wanted) else { return nil }
        let known = keys + pairs.map(\.key).filter { $0.hasPrefix("x-") }
        let wantedVersion = Wanted(noun: "1", detail: ", the only version of the schema")
        if let version = pairs.first(where: { $0.key == "version" })?.value {
            guard let text = version.text(wantedVersion) else { return nil }
            guard text == "1" else {
                version.report(.unknownVersion(text))
                return nil
            }
        }
        let fields = value.fields(wanted, known: known)
        _ = fields?.required("version", wantedVersion)
        return fields
    }
}

extension Findings {
    fileprivate func report(_ error: YAMLError) {
        let fault = Fault(code: error.code, message: error.message, notes: error.hint.isEmpty ? [] : [error.hint])
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
