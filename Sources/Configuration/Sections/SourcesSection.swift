internal import YAML

/// `sources:` of the file: where runtimes come from.
enum SourcesSection {
    static let names = ["debian", "system"]
    /// Names that the design has and this version has not.
    private static let later = ["hexpm", "batamanta", "beammachine", "url", "directory"]
    private static let wanted = Wanted(noun: "a list", detail: " of sources such as [debian, system]")
    private static let one = Shape.source.wanted

    static func sources(_ root: Fields) -> [SourceSetting] {
        guard let value = root["sources"] else { return [.debian(DebianSetting())] }
        var settings: [SourceSetting] = []
        let items = value.oneOrMore(wanted).map { item in (item, source(item)) }
        for case (_, let setting?) in items { settings.append(setting) }
        _ = value.distinct("source", items.map { ($0.0, $0.1?.name) })
        return settings
    }

    private static func source(_ value: Value) -> SourceSetting? {
        if case .scalar = value.node.content {
            return name(value.text(one), value, value.place).flatMap { setting($0, nil) }
        }
        guard let pairs = value.pairs(one) else { return nil }
        guard let pair = pairs.first, pairs.count == 1 else {
            value.report(
                Fault(code: "config.source", message: "a source must have one name", notes: ["expected \(one.words)"]))
            return nil
        }
        return name(pair.key, value, pair.keyPlace).flatMap { setting($0, pair.value) }
    }

    private static func name(_ text: String?, _ value: Value, _ place: Place) -> String? {
        guard let text else { return nil }
        if names.contains(text) { return text }
        let fault =
            later.contains(text)
            ? Fault(
                code: "config.later", message: "the source '\(text)' is not in this version yet",
                notes: ["expected \(Fault.oneOf(names))"])
            : Fault.unknown("source", text, known: names)
        value.findings.report(fault, at: place)
        return nil
    }

    private static func setting(_ name: String, _ value: Value?) -> SourceSetting? {
        name == "debian" ? .debian(value.map(debian) ?? DebianSetting()) : .system(value.map(system) ?? SystemSetting())
    }

    private static func debian(_ value: Value) -> DebianSetting {
        var setting = DebianSetting()
        guard let fields = value.fields(.debian) else { return setting }
        setting.mirror = fields["mirror"]?.parsed(
            Wanted(noun: "a URL", detail: " that begins with http:// or https://")
        ) {
            isURL($0) ? $0 : nil
        }
        if let suites = fields["suites"] {
            let wanted = Wanted(noun: "a suite's name", detail: " such as trixie")
            setting.suites = suites.distinct(
                "suite",
                suites.oneOrMore(wanted).map { item in
                    (item, item.parsed(wanted) { Name.isSuite($0) ? $0 : nil })
                })
        }
        let rules = DebianSetting.ValidUntil.allCases.map(\.rawValue)
        setting.validUntil =
            fields["valid-until"]?.choice("rule", of: rules)
            .flatMap { DebianSetting.ValidUntil(rawValue: $0) } ?? .warn
        setting.signature =
            fields["signature"]?.choice("rule", of: DebianSetting.Signature.allCases.map(\.rawValue))
            .flatMap { DebianSetting.Signature(rawValue: $0) } ?? .require
        setting.keyring = fields["keyring"]?.path()
        setting.tokenVariable = fields["token-env"]?.parsed(
            Wanted(noun: "an environment variable's name", detail: " such as MIRROR_TOKEN")
        ) { Name.isVariable($0) ? $0 : nil }
        return setting
    }

    private static func isURL(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return false }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        return !rest.isEmpty && rest.first != UInt8(ascii: "/") && rest.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func system(_ value: Value) -> SystemSetting {
        guard let fields = value.fields(.system) else { return SystemSetting() }
        return SystemSetting(otp: fields["otp"]?.path(), elixir: fields["elixir"]?.path())
    }
}
