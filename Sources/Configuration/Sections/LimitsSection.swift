internal import Matrix

/// `limits:` of the file and of profiles: what a run may use of the host.
enum LimitsSection {
    private static let jobs = Wanted(noun: "auto or a whole number from 1 to 1024")

    /// The limits that are given, and otherwise those that are there already.
    static func limits(_ owner: Fields, over base: Limits = Limits()) -> Limits {
        var limits = base
        guard let fields = owner["limits"]?.fields(.limits) else { return base }
        if let jobs = fields["jobs"] { limits.jobs = number(jobs) }
        limits.memory = fields["memory"]?.bytes() ?? limits.memory
        limits.diskFree = fields["disk-free"]?.bytes() ?? limits.diskFree
        limits.time = fields["time"]?.seconds() ?? limits.time
        if let groups = fields["groups"] { limits.groups.merge(self.groups(groups)) { $1 } }
        limits.failFast = fields["fail-fast"]?.truth() ?? limits.failFast
        return limits
    }

    /// The number of jobs; `nil` for `auto`.
    private static func number(_ value: Value) -> Int? {
        let number: Int?? = value.parsed(jobs) { text in
            if text == "auto" { return .some(nil) }
            guard Name.isNumber(text), let number = Int(text), (1...1024).contains(number) else { return nil }
            return .some(number)
        }
        return number ?? nil
    }

    private static func groups(_ value: Value) -> [String: Int] {
        var groups: [String: Int] = [:]
        for pair in value.pairs(Wanted(noun: "a mapping", detail: " such as {ports: 1}")) ?? [] {
            pair.checkLabel("a group's name")
            groups[pair.key] = pair.value.integer(1...1024) ?? 1
        }
        return groups
    }
}

extension Pair {
    /// Reports a key that is no name for something of this file.
    func checkLabel(_ noun: String) {
        guard !Name.isLabel(key) else { return }
        let wanted = Wanted(noun: noun, detail: ": small letters, digits, '_' and '-', a letter first")
        value.findings.report(.invalid(key, wanted), at: keyPlace)
    }
}

extension Fields {
    /// `groups:`, each of them defined in `limits`.
    func groups(known: [String]) -> [String] {
        guard let value = self["groups"] else { return [] }
        let items = value.oneOrMore(Wanted(noun: "a list", detail: " of names from limits.groups")).map { item in
            (item, item.group(known: known))
        }
        return value.distinct("group", items, mayBeEmpty: true)
    }
}

extension Value {
    fileprivate func group(known: [String]) -> String? {
        guard let text = text(Wanted(noun: "a group's name", detail: " from limits.groups")) else { return nil }
        if known.contains(text) { return text }
        report(known.isEmpty ? .noGroups(text) : .unknown("group", text, known: known))
        return nil
    }
}

extension Fault {
    fileprivate static func noGroups(_ name: String) -> Fault {
        Fault(
            code: "config.unknown-name", message: "unknown group '\(name)'",
            notes: [
                "no group is defined in this file",
                "say how many of its cells may be worked on at once: limits: {groups: {\(name): 1}}",
            ])
    }
}
