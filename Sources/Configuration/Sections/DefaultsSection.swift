/// `defaults:` of the file, and the parts of it that overrides share.
enum DefaultsSection {
    private static let wanted = Wanted(noun: "a mapping", detail: " with compression, timeout or retries")

    static func defaults(_ root: Fields) -> Defaults {
        var defaults = Defaults()
        guard let fields = root["defaults"]?.fields(wanted, known: ["compression", "timeout", "retries"]) else {
            return defaults
        }
        defaults.compression = compression(fields) ?? defaults.compression
        defaults.timeouts = timeouts(fields).applied(to: defaults.timeouts)
        if let retries = fields["retries"]?.fields(
            Wanted(noun: "a mapping", detail: " with infra or smoke"), known: ["infra", "smoke"])
        {
            defaults.retries.infra = retries["infra"]?.integer(0...10) ?? defaults.retries.infra
            refuseSmokeRetries(retries["smoke"])
        }
        return defaults
    }

    /// A test that passes only when it is tried again would look like one that passes.
    private static func refuseSmokeRetries(_ value: Value?) {
        guard let count = value?.integer(0...10), count > 0 else { return }
        value?.report(
            Fault(
                code: "config.not-yet", message: "smoke tests are not tried again in this version yet",
                notes: ["expected 0, the default"]))
    }

    /// The zstd level.
    static func compression(_ fields: Fields) -> Int? { fields["compression"]?.integer(1...22) }

    static func timeouts(_ fields: Fields) -> PartialTimeouts {
        let wanted = Wanted(noun: "a mapping", detail: " with build, smoke or grace")
        guard let times = fields["timeout"]?.fields(wanted, known: ["build", "smoke", "grace"]) else {
            return PartialTimeouts()
        }
        return PartialTimeouts(
            build: times["build"]?.seconds(), smoke: times["smoke"]?.seconds(), grace: times["grace"]?.seconds())
    }
}
