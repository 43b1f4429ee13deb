/// `limits:` of the file: what a run may use of the host.
enum LimitsSection {
    static func limits(_ root: Fields) -> Limits {
        var limits = Limits()
        let fields = root["limits"]?.fields(Wanted(noun: "a mapping", detail: " with jobs"), known: ["jobs"])
        limits.jobs = fields?["jobs"]?.integer(1...1024)
        return limits
    }
}
