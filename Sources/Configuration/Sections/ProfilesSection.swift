internal import Matrix

/// `profiles:` of the file: variants of a run.
enum ProfilesSection {
    static func profiles(_ root: Fields, limits: Limits) -> [Profile] {
        let wanted = Wanted(noun: "a mapping", detail: " from names to profiles")
        return (root["profiles"]?.pairs(wanted) ?? []).compactMap { pair in
            pair.checkLabel("a profile's name")
            return profile(pair, limits)
        }
    }

    private static func profile(_ pair: Pair, _ limits: Limits) -> Profile? {
        guard let fields = pair.value.fields(.profile) else { return nil }
        if fields.keys.isEmpty {
            pair.value.report(.changesNothing("profile", Shape.profile.names))
        }
        let limits = LimitsSection.limits(fields, over: limits)
        return Profile(
            name: pair.key, select: expressions(fields["select"]), skip: expressions(fields["skip"]),
            settings: DefaultsSection.settings(fields, groups: limits.groups.keys.sorted()), limits: limits)
    }

    private static func expressions(_ value: Value?) -> [SelectionText] {
        guard let value else { return [] }
        let wanted = Wanted(noun: "an expression", detail: " such as \"otp=27*,mode=cli\"")
        let items = value.oneOrMore(Wanted(noun: "\(wanted.words) or a list of them"))
        value.checkNotEmpty("expression", items)
        return items.compactMap { item in
            item.parsed(wanted) { $0.isEmpty ? nil : $0 }.flatMap { expression($0, item) }
        }
    }

    private static func expression(_ text: String, _ value: Value) -> SelectionText? {
        do throws(SelectionError) {
            _ = try SelectionExpression(text, from: "the profile")
            return SelectionText(text: text, place: value.place)
        } catch {
            value.report(Fault(code: error.code, message: error.message, notes: error.hint.isEmpty ? [] : [error.hint]))
            return nil
        }
    }
}

extension Fault {
    static func changesNothing(_ what: String, _ keys: [String]) -> Fault {
        Fault(
            code: "config.no-change", message: "this \(what) changes nothing",
            notes: ["expected one or more of \(keys.joined(separator: ", "))"])
    }
}
