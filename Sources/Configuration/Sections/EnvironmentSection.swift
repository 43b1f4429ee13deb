/// `environment:` of the file and of overrides.
enum EnvironmentSection {
    private static let variable = Wanted(noun: "a variable's name", detail: " such as SSH_AUTH_SOCK")

    static func environment(_ fields: Fields, _ shape: Shape = .environment) -> EnvironmentSettings? {
        guard let inner = fields["environment"]?.fields(shape) else { return nil }
        return EnvironmentSettings(
            pass: inner["pass"].map { names($0, variable, Name.isVariable) } ?? [],
            set: inner["set"].map(variables) ?? [:],
            strip: inner["strip"].map {
                names($0, Wanted(noun: "a tool's name", detail: " such as asdf"), Name.isLabel)
            } ?? [])
    }

    /// Names with their values, as `set:` and a smoke test's `environment:` have them.
    static func variables(_ value: Value) -> [String: String] {
        var result: [String: String] = [:]
        for pair in value.pairs(Wanted(noun: "a mapping", detail: " from variables to texts")) ?? [] {
            if !Name.isVariable(pair.key) { value.findings.report(.invalid(pair.key, variable), at: pair.keyPlace) }
            result[pair.key] = pair.value.text(Wanted(noun: "a text", detail: "; write \"\" for an empty one"))
        }
        return result
    }

    private static func names(_ value: Value, _ wanted: Wanted, _ isName: (String) -> Bool) -> [String] {
        let items = value.oneOrMore(Wanted(noun: "a list", detail: " of names")).map { item in
            (item, item.parsed(wanted) { isName($0) ? $0 : nil })
        }
        return value.distinct("name", items, mayBeEmpty: true)
    }
}
