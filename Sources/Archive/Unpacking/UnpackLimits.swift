/// How much an archive may hold before unpacking it stops.
package struct UnpackLimits: Hashable, Sendable {
    /// The most entries, whether they are selected or not.
    package var entries: Int
    /// The most bytes of content, whether they are selected or not.
    package var bytes: Int

    /// Limits far above any Erlang runtime and far below a full disk.
    package init(entries: Int = 200_000, bytes: Int = 4 << 30) {
        self.entries = entries
        self.bytes = bytes
    }
}

/// Counts what came out of one archive against the limits.
struct UnpackTally {
    let archive: String
    let limits: UnpackLimits
    private(set) var entries = 0
    private(set) var bytes = 0

    init(archive: String, limits: UnpackLimits) {
        self.archive = archive
        self.limits = limits
    }

    mutating func countEntry() throws(ArchiveError) {
        entries += 1
        if entries > limits.entries { throw .tooManyEntries(archive: archive, limit: limits.entries) }
    }

    mutating func count(bytes count: Int) throws(ArchiveError) {
        let sum = bytes.addingReportingOverflow(count)
        if sum.overflow || sum.partialValue > limits.bytes { throw .tooLarge(archive: archive, limit: limits.bytes) }
        bytes = sum.partialValue
    }
}
