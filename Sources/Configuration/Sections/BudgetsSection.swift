internal import Matrix

/// `budgets:` of the file: how large the artifacts of some cells may be.
enum BudgetsSection {
    private static let limits = ["raw", "stored", "growth"]

    static func budgets(_ root: Fields, apps: [String]) -> [BudgetRule] {
        let items = root["budgets"]?.items(Wanted(noun: "a list", detail: " of mappings")) ?? []
        return items.compactMap { budget($0, apps: apps) }
    }

    private static func budget(_ value: Value, apps: [String]) -> BudgetRule? {
        guard let fields = value.fields(.budget) else { return nil }
        if !fields.hasUnknownKeys, !fields.keys.contains(where: limits.contains) {
            let note = "expected one or more of \(limits.joined(separator: ", "))"
            value.report(Fault(code: "config.no-limit", message: "this budget limits nothing", notes: [note]))
        }
        let budget = Budget(
            raw: fields["raw"]?.bytes(), stored: fields["stored"]?.bytes(), growth: fields["growth"]?.share())
        return SelectorReading.when(fields, apps: apps).map {
            BudgetRule(selector: $0, place: value.place, budget: budget)
        }
    }
}
