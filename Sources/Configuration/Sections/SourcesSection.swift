internal import Matrix
internal import YAML

/// `sources:` of the file: where runtimes come from.
enum SourcesSection {
    static let names = Shape.source.names
    private static let wanted = Wanted(noun: "a list", detail: " of sources such as [debian, system]")
    private static let one = Shape.source.wanted

    static func sources(_ root: Fields) -> [SourceSetting] {
        guard let value = root["sources"] else { return SourceSetting.usual }
        let items = value.oneOrMore(wanted).map { item in (value: item, setting: source(item)) }
        var seen: Set<SourceSetting> = []
        for case (let item, let setting?) in items where !seen.insert(setting).inserted {
            item.report(.repeated("source", setting.name))
        }
        value.checkNotEmpty("source", items.map(\.value))
        return items.compactMap(\.setting)
    }

    /// `fallback:` of the file: whether the host's own Erlang may stand in for one that no source has.
    static func fallback(_ root: Fields) -> SystemSetting? {
        guard let value = root["fallback"] else { return nil }
        guard value.isMapping else { return value.choice("fallback", of: ["system"]).map { _ in SystemSetting() } }
        return value.fields(.fallback)?["system"].map(system)
    }

    /// `shared-cache:` of the file: caches of others.
    static func sharedCaches(_ root: Fields) -> [String] {
        let wanted = Wanted(noun: "an absolute path", detail: " such as /srv/bmatrix")
        return (root["shared-cache"]?.oneOrMore(wanted) ?? []).compactMap { item in
            item.parsed(wanted) { $0.hasPrefix("/") ? $0 : nil }
        }
    }

    private static func source(_ value: Value) -> SourceSetting? {
        if case .scalar = value.node.content {
            return name(value.text(one), value, value.place).flatMap { plain($0, value) }
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
        value.findings.report(Fault.unknown("source", text, known: names), at: place)
        return nil
    }

    /// A source without settings; not all can do without.
    private static func plain(_ name: String, _ value: Value) -> SourceSetting? {
        switch name {
        case "debian": return .debian(DebianSetting())
        case "hexpm": return .hexpm(HexpmSetting())
        case "system": return .system(SystemSetting())
        case "built": return .built
        default:
            value.report(.noSettings(name))
            return nil
        }
    }

    private static func setting(_ name: String, _ value: Value) -> SourceSetting? {
        switch name {
        case "debian": .debian(debian(value))
        case "hexpm": ServerSources.hexpm(value)
        case "batamanta": ServerSources.batamanta(value)
        case "beammachine": ServerSources.beammachine(value)
        case "url": ServerSources.url(value)
        case "directory": directory(value)
        case "archive": archive(value)
        case "built": value.fields(.built).map { _ in .built }
        default: .system(system(value))
        }
    }

    private static func debian(_ value: Value) -> DebianSetting {
        var setting = DebianSetting()
        guard let fields = value.fields(.debian) else { return setting }
        setting.mirror = fields["mirror"]?.url()
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

    private static func system(_ value: Value) -> SystemSetting {
        guard let fields = value.fields(.system) else { return SystemSetting() }
        return SystemSetting(otp: fields["otp"]?.path(), elixir: fields["elixir"]?.path())
    }

    private static func directory(_ value: Value) -> SourceSetting? {
        guard let fields = value.fields(.directory) else { return nil }
        let setting = DirectorySetting(otp: fields.paths("otp"), elixir: fields.paths("elixir"))
        if fields.keys.isEmpty {
            value.report(.missing("otp", Wanted(noun: "a folder", detail: " such as /opt/otp-27")))
        }
        return .directory(setting)
    }

    private static func archive(_ value: Value) -> SourceSetting? {
        guard let fields = value.fields(.archive) else { return nil }
        let wanted = Wanted(noun: "an archive", detail: " such as otp-27.tar.gz")
        guard fields.required("otp", wanted) != nil else { return nil }
        return .archive(ArchiveSetting(otp: fields.paths("otp")))
    }
}

extension Fields {
    /// One or more paths, each once.
    fileprivate func paths(_ key: String) -> [String] {
        guard let value = self[key] else { return [] }
        let items = value.oneOrMore(Wanted(noun: "a path", detail: " or a list of paths"))
        return value.distinct("path", items.map { ($0, $0.path()) })
    }
}

extension Fault {
    fileprivate static func noSettings(_ name: String) -> Fault {
        let example = Shape.source.keys.first { $0.name == name }?.form.shapes.first?.wanted.words ?? "a mapping"
        return Fault(
            code: "config.source", message: "the source '\(name)' needs settings",
            notes: ["write '\(name): ' and behind it \(example)"])
    }
}
