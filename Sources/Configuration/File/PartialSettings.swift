import Matrix

/// Settings of cells, of which some are given.
struct PartialSettings: Sendable {
    var compression: Int?
    var controlWords: Bool?
    var timeouts = PartialTimeouts()
    var retries = PartialRetries()
    var leaks: LeakPolicy?
    var network: Bool?
    var runWith: RunWith?
    /// In bytes.
    var memory: Int?
    var glibc: Version?
    /// These are added to those that are there.
    var groups: [String] = []

    func apply(to settings: inout Settings) {
        settings.compression = compression ?? settings.compression
        settings.hasControlWords = controlWords ?? settings.hasControlWords
        timeouts.apply(to: &settings.timeouts)
        settings.retries.infra = retries.infra ?? settings.retries.infra
        settings.retries.smoke = retries.smoke ?? settings.retries.smoke
        settings.leaks = leaks ?? settings.leaks
        settings.network = network ?? settings.network
        settings.runWith = runWith ?? settings.runWith
        settings.memory = memory ?? settings.memory
        settings.glibc = glibc ?? settings.glibc
        if !groups.isEmpty { settings.groups = settings.groups.adding(groups) }
    }
}

/// The times that are given, in seconds.
struct PartialTimeouts: Sendable {
    var fetch: Double?
    var build: Double?
    var smoke: Double?
    var grace: Double?
    var cell: Double?

    func apply(to times: inout Timeouts) {
        times.fetch = fetch ?? times.fetch
        times.build = build ?? times.build
        times.smoke = smoke ?? times.smoke
        times.grace = grace ?? times.grace
        times.cell = cell ?? times.cell
    }
}

/// The numbers of retries that are given.
struct PartialRetries: Sendable {
    var infra: Int?
    var smoke: Int?
}

extension [String] {
    /// The same names and behind them those of others that are not there yet.
    func adding(_ others: [String]) -> [String] { self + others.filter { !contains($0) } }
}
