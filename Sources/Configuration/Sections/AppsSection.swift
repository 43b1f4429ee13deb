internal import Matrix
internal import YAML

/// `apps:` of the file: the projects by name.
struct AppsSection {
    private(set) var apps: [App] = []
    private(set) var places: [String: Place] = [:]
    private(set) var tests: [String: [LocatedTest]] = [:]
    private(set) var settings: [String: PartialSettings] = [:]
    /// Every name that is there, also of apps with errors, so that one error does not call for others.
    private(set) var names: [String] = []

    private static let wanted = Wanted(
        noun: "a mapping", detail: " from names to projects, such as my_app: {path: my_app, modes: [cli]}")
    private static let application = Wanted(noun: "an application's name", detail: " such as my_app")
    static let modeNames = Mode.allCases.map(\.rawValue)

    init(_ root: Fields, groups: [String]) {
        guard let value = root.required("apps", AppsSection.wanted), let pairs = value.pairs(AppsSection.wanted) else {
            return
        }
        if pairs.isEmpty {
            let note = "expected at least one, such as my_app: {path: my_app, modes: [cli]}"
            value.report(Fault(code: "config.no-apps", message: "no app is there to build", notes: [note]))
        }
        for pair in pairs {
            names.append(pair.key)
            check(pair)
            places[pair.key] = pair.keyPlace
            if let app = app(pair, groups) { apps.append(app) }
        }
    }

    private func check(_ pair: Pair) {
        if AppsSection.modeNames.contains(pair.key) {
            let fault = Fault(
                code: "config.app-name", message: "an app cannot be called '\(pair.key)', which is a mode's name",
                notes: ["'smoke' has tests by mode and by app: call it something like 'my_\(pair.key)'"])
            pair.value.findings.report(fault, at: pair.keyPlace)
        } else if !Name.isApplication(pair.key) {
            let wanted = Wanted(noun: "an app's name", detail: ": small letters, digits and '_', a letter first")
            let meant = pair.key.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
            pair.value.findings.report(
                .invalid(pair.key, wanted, meant: Name.isApplication(meant) ? meant : nil), at: pair.keyPlace)
        }
    }

    private mutating func app(_ pair: Pair, _ groups: [String]) -> App? {
        guard let fields = pair.value.fields(.app) else { return nil }
        let path = fields.required("path", Wanted(noun: "the project's folder", detail: ", such as my_app"))?.path()
        let modes =
            fields.required("modes", Wanted(noun: "a list", detail: " of modes such as [cli]")).map(AppsSection.modes)
            ?? []
        let entry = fields["entry"].flatMap(entry) ?? .application
        let release = fields["release"]?.parsed(Wanted(noun: "a release's name", detail: " such as my_app")) {
            Name.isApplication($0) ? $0 : nil
        }
        let member = fields["app"]?.parsed(AppsSection.application) { Name.isApplication($0) ? $0 : nil }
        let folders = Wanted(noun: "a list", detail: " of folders such as [../shared]")
        let roots = fields["roots"]?.oneOrMore(folders).compactMap { $0.path() } ?? []
        settings[pair.key] = PartialSettings(
            controlWords: DefaultsSection.controlWords(fields), network: fields["network"]?.truth(),
            groups: fields.groups(known: groups))
        tests[pair.key] = fields["smoke"].map(SmokeReading.tests)
        guard let path, !modes.isEmpty else { return nil }
        return App(
            name: pair.key, path: path, modes: modes, entry: entry, release: release, member: member, roots: roots)
    }

    /// Modes, each once, at least one.
    static func modes(_ value: Value) -> [Mode] {
        value.names("mode", of: modeNames).compactMap { Mode(rawValue: $0) }
    }

    private func entry(_ value: Value) -> Entry? {
        let wanted = Wanted(
            noun: "an entry",
            detail: ": 'application', or a module whose main/1 is called, such as MyApp.CLI or my_app_cli")
        return value.parsed(wanted) {
            $0 == "application" ? .application : Name.isModule($0) ? .module($0) : nil
        }
    }
}

extension Value {
    /// One or more of some names, each once.
    func names(_ what: String, of known: [String]) -> [String] {
        let wanted = Wanted(noun: "a list", detail: " of \(known.joined(separator: ", "))")
        return distinct(what, oneOrMore(wanted).map { ($0, $0.choice(what, of: known)) })
    }

    /// The names, each once; reports what is there twice, and a list with nothing in it unless it may be empty.
    func distinct(
        _ what: String, _ items: [(value: Value, name: String?)], mayBeEmpty: Bool = false
    ) -> [String] {
        var result: [String] = []
        var seen: Set<String> = []
        for case (let value, let name?) in items {
            if seen.insert(name).inserted { result.append(name) } else { value.report(.repeated(what, name)) }
        }
        if !mayBeEmpty { checkNotEmpty(what, items.map(\.value)) }
        return result
    }

    /// Reports a list with nothing in it.
    func checkNotEmpty(_ what: String, _ items: [Value]) {
        guard items.isEmpty, case .sequence = node.content else { return }
        report(Fault(code: "config.empty-list", message: "\(label) is empty", notes: ["expected at least one \(what)"]))
    }
}
