internal import Matrix
internal import YAML

/// Reads where artifacts run: a name, a triple, or a mapping of what is to be different from one.
enum TargetReading {
    static let wanted = Wanted(noun: "a target", detail: " such as any_linux_x86_64")
    private static let listWanted = Wanted(noun: "a target or a list of them")
    private static let glibcWanted = Wanted(noun: "a version of glibc", detail: " such as \"2.31\"")

    /// One or more targets, each once.
    static func targets(_ value: Value, host: Platform) -> [Target] {
        let items = (value.isMapping ? [value] : value.oneOrMore(listWanted)).map { ($0, target($0, host: host)) }
        let names = value.distinct("target", items.map { ($0.0, $0.1?.name) })
        return names.compactMap { name in items.lazy.compactMap(\.1).first { $0.name == name } }
    }

    /// A single target.
    static func target(_ value: Value, host: Platform) -> Target? {
        if value.isMapping { return value.fields(.target).flatMap { target($0, host: host) } }
        return named(value, host: host)
    }

    /// Whether there is such a target on any host.
    static func isKnown(_ text: String) -> Bool { Target.named(text, host: .x86_64) != nil }

    private static func named(_ value: Value, host: Platform) -> Target? {
        guard let text = value.text(wanted) else { return nil }
        if let target = Target.named(text, host: host) { return target }
        value.report(.unknownTarget(text))
        return nil
    }

    private static func target(_ fields: Fields, host: Platform) -> Target? {
        if !fields.keys.contains(where: Shape.target.names.contains), !fields.hasUnknownKeys {
            fields.value.report(.kind(fields.value.label, is: "an empty mapping", wanted))
            return nil
        }
        let base = fields["target"].map { named($0, host: host) } ?? .automatic(host: host)
        let overrides = TargetOverrides(
            operatingSystem: fields["os"]?.choice("os", of: OperatingSystem.self),
            architecture: fields["arch"]?.choice("arch", of: Architecture.self),
            libc: fields["libc"]?.choice("libc", of: CLibrary.self),
            glibc: fields["glibc"]?.parsed(glibcWanted) { Version(glibc: $0) })
        guard let base, overrides.count == fields.keys.count(where: TargetOverrides.isKey) else { return nil }
        do throws(TargetContradiction) { return try overrides.applied(to: base) } catch {
            let place = fields[error.key.rawValue] ?? fields.value
            place.report(Fault(code: "config.target", message: error.message, notes: error.notes))
            return nil
        }
    }
}

extension TargetOverrides {
    fileprivate static func isKey(_ key: String) -> Bool { Key(rawValue: key) != nil }

    /// How many there are.
    fileprivate var count: Int {
        [operatingSystem != nil, architecture != nil, libc != nil, glibc != nil].count { $0 }
    }
}

extension Value {
    /// One of the names that a type has.
    fileprivate func choice<Choice: CaseIterable & RawRepresentable>(
        _ what: String, of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        choice(what, of: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
    }
}

extension Fault {
    /// A name that no target has; with what is wrong about it as a triple, where it looks like one.
    static func unknownTarget(_ text: String) -> Fault {
        var fault = Fault.unknown("target", text, known: Target.names)
        if let objection = TargetTriple.objection(to: text) {
            fault.notes = [fault.notes[0] + ", or a triple", objection]
        }
        return fault
    }
}
