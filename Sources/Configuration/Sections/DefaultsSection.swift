internal import Matrix

/// `defaults:` of the file, and the settings that overrides and profiles share with it.
enum DefaultsSection {
    static func defaults(_ root: Fields, groups: [String]) -> PartialSettings {
        root["defaults"]?.fields(.defaults).map { settings($0, groups: groups) } ?? PartialSettings()
    }

    static func settings(_ fields: Fields, groups: [String]) -> PartialSettings {
        PartialSettings(
            compression: fields["compression"]?.integer(1...22), controlWords: controlWords(fields),
            timeouts: timeouts(fields), retries: retries(fields),
            leaks: leaks(fields), network: fields["network"]?.truth(), runWith: runWith(fields),
            memory: fields["memory"]?.bytes(), glibc: fields["glibc"]?.glibc(), groups: fields.groups(known: groups))
    }

    /// Whether they are acted on; nil if nothing is said.
    static func controlWords(_ fields: Fields) -> Bool? {
        fields["control-words"]?.choice("switch", of: ["on", "off"]).map { $0 == "on" }
    }

    private static func timeouts(_ fields: Fields) -> PartialTimeouts {
        guard let times = fields["timeout"]?.fields(.timeouts) else { return PartialTimeouts() }
        return PartialTimeouts(
            fetch: times["fetch"]?.seconds(), build: times["build"]?.seconds(), smoke: times["smoke"]?.seconds(),
            grace: times["grace"]?.seconds(), cell: times["cell"]?.seconds())
    }

    private static func retries(_ fields: Fields) -> PartialRetries {
        guard let retries = fields["retries"]?.fields(.retries) else { return PartialRetries() }
        return PartialRetries(infra: retries["infra"]?.integer(0...10), smoke: retries["smoke"]?.integer(0...10))
    }

    private static func runWith(_ fields: Fields) -> RunWith? {
        let wanted = Wanted(noun: "an emulator", detail: " such as qemu-aarch64, or auto or nothing")
        return fields["run-with"]?.filled(wanted).map { RunWith($0) }
    }

    private static func leaks(_ fields: Fields) -> LeakPolicy? {
        fields["leaks"]?.choice("rule for leaks", of: LeakPolicy.allCases.map(\.rawValue))
            .flatMap { LeakPolicy(rawValue: $0) }
    }
}

extension Value {
    private static let glibc = Wanted(noun: "a version of glibc", detail: " such as 2.31")

    /// A version of glibc: two numbers, with no patches between releases.
    fileprivate func glibc() -> Version? {
        parsed(Self.glibc) { text in
            Version(text).flatMap { $0.numbers.count == 2 && $0.preRelease == nil ? $0 : nil }
        }
    }
}
