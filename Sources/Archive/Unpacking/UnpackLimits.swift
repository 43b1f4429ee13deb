/// How much an archive may hold before unpacking it stops.
package struct UnpackLimits: Hashable, Sendable {
    /// The most entries, whether they are selected or not.
    package var entries: Int
    /// The most bytes of content, whether they are selected or not.
    package var bytes: Int
    /// How many times the archive's own size may come out, once it is more than any small archive holds.
    package var ratio: Int

    /// Limits far above any Erlang runtime or its sources and far below a full disk.
    package init(entries: Int = 100_000, bytes: Int = 4 << 30, ratio: Int = 200) {
        self.entries = entries
        self.bytes = bytes
        self.ratio = ratio
    }
}

/// Counts what came out of one archive against the limits.
struct UnpackTally {
    let archive: String
    let limits: UnpackLimits
    /// Up to here the ratio does not matter: a file of zeros may be honest.
    private static let smallArchive = 64 << 20
    private let archiveSize: Int
    private(set) var entries = 0
    private(set) var bytes = 0

    init(archive: String, size: Int, limits: UnpackLimits) {
        self.archive = archive
        self.limits = limits
        archiveSize = size
    }

    mutating func countEntry() throws(ArchiveError) {
        entries += 1
        if entries > limits.entries { throw .tooManyEntries(archive: archive, limit: limits.entries) }
    }

    mutating func count(bytes count: Int) throws(ArchiveError) {
        let sum = bytes.addingReportingOverflow(count)
        if sum.overflow || sum.partialValue > limits.bytes { throw .tooLarge(archive: archive, limit: limits.bytes) }
        bytes = sum.partialValue
        if bytes > Self.smallArchive, bytes / limits.ratio > archiveSize {
            throw .bomb(archive: archive, ratio: limits.ratio)
        }
    }
}
