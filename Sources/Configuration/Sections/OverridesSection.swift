internal import Matrix

/// `overrides:` of the file: what is different for some cells.
enum OverridesSection {
    static func overrides(_ root: Fields, apps: [String], groups: [String]) -> [Override] {
        let items = root["overrides"]?.items(Wanted(noun: "a list", detail: " of mappings")) ?? []
        return items.compactMap { override($0, apps: apps, groups: groups) }
    }

    private static func override(_ value: Value, apps: [String], groups: [String]) -> Override? {
        guard let fields = value.fields(.override) else { return nil }
        if !fields.hasUnknownKeys, !fields.keys.contains(where: Shape.changes.contains) {
            value.report(.changesNothing("override", Shape.changes))
        }
        let selector = SelectorReading.when(fields, apps: apps)
        let outcome = OutcomeReading.rule(fields)
        let settings = DefaultsSection.settings(fields, groups: groups)
        let environment = EnvironmentSection.environment(fields, .addedEnvironment)
        let smoke = fields["smoke"].map(SmokeReading.tests) ?? []
        guard let selector else { return nil }
        return Override(
            selector: selector, place: value.place, outcome: outcome, settings: settings, environment: environment,
            smoke: smoke)
    }
}

/// Reads what an override says about failures: `outcome:` and what explains it.
enum OutcomeReading {
    static let outcomes = ["required", "allowed-to-fail", "expected-to-fail"]

    private static let reason = Wanted(noun: "why it may fail", detail: ", in a few words")
    private static let issue = Wanted(noun: "where the work on it can be followed", detail: ", such as #123 or a URL")

    static func rule(_ fields: Fields) -> OutcomeRule? {
        let outcome = fields["outcome"]?.choice("outcome", of: outcomes)
        let reason = fields["reason"]?.filled(reason)
        let issue = fields["issue"]?.filled(issue)
        let until = fields["until"]?.date()
        switch outcome {
        case "required":
            refuse(["issue", "until"], fields)
            return .required
        case "allowed-to-fail":
            refuse(["issue", "until"], fields)
            _ = fields.required("reason", OutcomeReading.reason)
            return reason.map { .allowedToFail(reason: $0) }
        case "expected-to-fail":
            _ = fields.required("reason", OutcomeReading.reason)
            _ = fields.required("issue", OutcomeReading.issue)
            guard let reason, let issue else { return nil }
            return .expectedToFail(ExpectedFailure(reason: reason, issue: issue, until: until))
        default:
            if fields["outcome"] == nil { refuse(["issue", "until"], fields) }
            return nil
        }
    }

    /// An end or an issue of something that is not expected to fail is a misunderstanding.
    private static func refuse(_ keys: [String], _ fields: Fields) {
        for key in keys {
            guard let value = fields[key] else { continue }
            let fault = Fault(
                code: "config.outcome", message: "'\(key)' has a meaning only beside 'outcome: expected-to-fail'",
                notes: ["remove it, or expect the failure: a cell that passes then makes the run red"])
            value.report(fault)
        }
    }
}

extension Value {
    /// A text that is not empty.
    func filled(_ wanted: Wanted) -> String? {
        guard let text = text(wanted) else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            report(.noValue(label, wanted))
            return nil
        }
        return text
    }
}
