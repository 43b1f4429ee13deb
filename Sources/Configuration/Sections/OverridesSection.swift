internal import Matrix

/// `overrides:` and `budgets:` of the file: what is different for some cells.
enum OverridesSection {
    private static let wanted = Wanted(noun: "a mapping", detail: " with 'when' and what is different then")
    private static let keys = ["when", "outcome", "reason", "compression", "timeout", "environment", "smoke"]

    static func overrides(_ root: Fields, apps: [String]) -> [Override] {
        let items = root["overrides"]?.items(Wanted(noun: "a list", detail: " of mappings")) ?? []
        return items.compactMap { override($0, apps: apps) }
    }

    private static func override(_ value: Value, apps: [String]) -> Override? {
        guard let fields = value.fields(wanted, known: keys) else { return nil }
        if fields.keys.allSatisfy({ $0 == "when" || $0 == "reason" }) {
            let note =
                "expected one or more of \(keys.filter { $0 != "when" && $0 != "reason" }.joined(separator: ", "))"
            value.report(Fault(code: "config.no-change", message: "this override changes nothing", notes: [note]))
        }
        let selector = SelectorReading.when(fields, apps: apps)
        let outcome = outcome(fields)
        let compression = DefaultsSection.compression(fields)
        let timeouts = DefaultsSection.timeouts(fields)
        let environment = EnvironmentSection.environment(fields, known: ["pass", "set"])
        let smoke = fields["smoke"].map(SmokeReading.tests) ?? []
        guard let selector else { return nil }
        return Override(
            selector: selector, place: value.place, outcome: outcome, compression: compression, timeouts: timeouts,
            environment: environment, smoke: smoke)
    }

    private static func outcome(_ fields: Fields) -> OutcomeRule? {
        let reason = fields["reason"]?.text(Wanted(noun: "a text"))
        switch fields["outcome"]?.choice("outcome", of: ["allowed-to-fail", "required"]) {
        case "required": return .required
        case nil: return nil
        default:
            if fields["reason"] == nil { fields.value.report(.missing("reason", Wanted(noun: "why it may fail"))) }
            return reason.map { .allowedToFail(reason: $0) }
        }
    }

    static func budgets(_ root: Fields, apps: [String]) -> [BudgetRule] {
        let items = root["budgets"]?.items(Wanted(noun: "a list", detail: " of mappings")) ?? []
        return items.compactMap { budget($0, apps: apps) }
    }

    private static func budget(_ value: Value, apps: [String]) -> BudgetRule? {
        let wanted = Wanted(noun: "a mapping", detail: " such as {when: {mode: escript}, raw: 8MiB}")
        let keys = ["raw", "stored", "growth"]
        guard let fields = value.fields(wanted, known: ["when"] + keys) else { return nil }
        if !fields.keys.contains(where: keys.contains) {
            let note = "expected one or more of \(keys.joined(separator: ", "))"
            value.report(Fault(code: "config.no-limit", message: "this budget limits nothing", notes: [note]))
        }
        fields["growth"]?.report(
            Fault(
                code: "config.no-baseline", message: "'growth' is not checked in this version yet",
                notes: ["there is no baseline to compare with"], severity: .warning))
        let budget = Budget(
            raw: fields["raw"]?.bytes(), stored: fields["stored"]?.bytes(), growth: fields["growth"]?.share())
        return SelectorReading.when(fields, apps: apps).map {
            BudgetRule(selector: $0, place: value.place, budget: budget)
        }
    }
}
