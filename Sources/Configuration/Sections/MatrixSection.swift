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

    private static let otpWanted = Wanted(noun: "an OTP version", detail: " such as 27 or 27.3.4.1")
    private static let elixirWanted = Wanted(noun: "an Elixir version", detail: " such as 1.18 or 1.18.3, or auto")

    init(_ root: Fields, apps: [String], host: Architecture) {
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

    private static func axes(_ fields: Fields, host: Architecture) -> Axes? {
        let targets = fields.required("target", Wanted(noun: "a list", detail: " of targets"))?
            .names("target", of: Target.names)
        let otp = fields.required("otp", otpWanted)?.requests(otpWanted, "OTP version")
        let elixir = fields["elixir"].map(elixir) ?? .automatic
        let modes = fields["mode"].map(AppsSection.modes) ?? Mode.allCases
        guard let targets, let otp, !targets.isEmpty, !otp.isEmpty, !modes.isEmpty else { return nil }
        return Axes(
            targets: targets.compactMap { Target.named($0, host: host) }, otp: otp, elixir: elixir, modes: modes)
    }

    private static func elixir(_ value: Value) -> ElixirChoice {
        if case .scalar(let scalar) = value.node.content, scalar.text == "auto" { return .automatic }
        return .requests(value.requests(elixirWanted, "Elixir version"))
    }

    static func otpRequest(_ value: Value) -> VersionRequest? { value.parsed(otpWanted) { VersionRequest($0) } }
    static func elixirRequest(_ value: Value) -> VersionRequest? { value.parsed(elixirWanted) { VersionRequest($0) } }
}

extension Value {
    /// One or more versions, each once.
    fileprivate func requests(_ wanted: Wanted, _ what: String) -> [VersionRequest] {
        let items = oneOrMore(Wanted(noun: "a list", detail: " of versions")).map { item in
            (item, item.parsed(wanted) { VersionRequest($0) }?.text)
        }
        return distinct(what, items).compactMap { VersionRequest($0) }
    }
}
