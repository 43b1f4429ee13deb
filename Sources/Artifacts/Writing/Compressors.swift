import Archive
import Synchronization

/// Compressors of one level that are not at work: making one anew for each frame costs as much as packing a small one.
final class Compressors: Sendable {
    /// One that nobody else has.
    private struct Idle: @unchecked Sendable {
        let compressor: Zstandard.Compressor
    }

    private let level: Int32
    private let idle = Mutex<[Idle]>([])

    init(level: Int32) { self.level = level }

    func compress(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        let one: Idle
        if let kept = idle.withLock({ $0.popLast() }) {
            one = kept
        } else {
            one = Idle(compressor: try Zstandard.Compressor(level: level))
        }
        defer { idle.withLock { $0.append(one) } }
        return try one.compressor.compress(bytes)
    }
}
