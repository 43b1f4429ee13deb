internal import Matrix
internal import YAML

/// `matrix:` of the file: the axes, and what is taken out and put in.
struct MatrixSection {
    let axes: Axes?
    let exclusions: [Exclusion]
    let inclusions: [Inclusion]
    let exclusionPlaces: [Place]
    let inclusionPlaces: [Place]
    let otpPlace: Place?
    let elixirPlace: Place?

    static let otpWanted = Wanted(
        noun: "an OTP version", detail: " such as 27 (its newest) or 27.3.4.1 (just that), latest or auto")
    private static let elixirWanted = Wanted(
        noun: "an Elixir version", detail: " such as 1.18 (its newest) or 1.18.3 (just that), or latest")
    private static let elixirChoice = Wanted(
        noun: elixirWanted.noun, detail: " such as 1.18 (its newest) or 1.18.3 (just that), latest or auto")

    init(_ root: Fields, apps: [String], host: Platform) {
        let fields = root.required("matrix", Shape.matrix.wanted)?.fields(.matrix)
        axes = fields.flatMap { MatrixSection.axes($0, host: host) }
        let excludes = fields?["exclude"]?.items(Wanted(noun: "a list", detail: " of mappings")) ?? []
        let excluded = excludes.map { ($0.place, ExcludeReading.exclusion($0, apps: apps)) }
        exclusions = excluded.compactMap(\.1)
        exclusionPlaces = excluded.compactMap { $0.1 == nil ? nil : $0.0 }
        let includes = fields?["include"]?.items(Wanted(noun: "a list", detail: " of mappings")) ?? []
        let included = includes.map { ($0.place, IncludeReading.inclusion($0, apps: apps, host: host)) }
        inclusions = included.compactMap(\.1)
        inclusionPlaces = included.compactMap { $0.1 == nil ? nil : $0.0 }
        otpPlace = fields?["otp"]?.place
        elixirPlace = fields?["elixir"]?.place
    }

    private static func axes(_ fields: Fields, host: Platform) -> Axes? {
        let targets = fields.required("target", TargetReading.wanted).map { TargetReading.targets($0, host: host) }
        let otp = fields.required("otp", otpWanted)?.requests(otpWanted, "OTP version")
        let elixir = fields["elixir"].map(elixir) ?? .automatic
        let modes = fields["mode"].map(AppsSection.modes) ?? Mode.allCases
        guard let targets, let otp, !targets.isEmpty, !otp.isEmpty, !modes.isEmpty else { return nil }
        return Axes(targets: targets, otp: otp, elixir: elixir, modes: modes)
    }

    private static func elixir(_ value: Value) -> ElixirChoice {
        if value.isAuto { return .automatic }
        for item in value.oneOrMore(elixirChoice) where item.isAuto { item.report(.autoInList) }
        return .requests(value.requests(value.isList ? elixirWanted : elixirChoice, "Elixir version"))
    }

    static func otpRequest(_ value: Value) -> VersionRequest? { value.parsed(otpWanted) { VersionRequest($0) } }
    static func elixirRequest(_ value: Value) -> VersionRequest? { value.parsed(elixirChoice) { VersionRequest($0) } }
}

extension Value {
    /// One or more versions, each once.
    fileprivate func requests(_ wanted: Wanted, _ what: String) -> [VersionRequest] {
        let items = oneOrMore(Wanted(noun: "a list", detail: " of versions")).map { item in
            (item, item.parsed(wanted, candidates: versionsMeant) { VersionRequest($0) }?.text)
        }
        return distinct(what, items).compactMap { VersionRequest($0) }
    }

    /// What was meant by `OTP-27`, `v1.18.3`, `27.x` or `~> 1.18`.
    private func versionsMeant(_ text: String) -> [String] {
        let number = text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
        let isNumber = number.contains { $0 != "." } && !text.contains("e")
        return isNumber ? [String(number.last == "." ? number.dropLast() : number)] : []
    }

    /// Whether it is the word that leaves the Elixir to the tool.
    var isAuto: Bool { if case .scalar(let scalar) = node.content { scalar.text == "auto" } else { false } }
}

extension Fault {
    fileprivate static let autoInList = Fault(
        code: "config.value", message: "'auto' cannot stand among versions",
        notes: ["write 'elixir: auto' without a list, or name the versions"])
}
