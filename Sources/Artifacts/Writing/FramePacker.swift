import Archive
import Digest
import Matrix

#if canImport(Glibc)
    import Glibc
#endif

/// A frame as it goes into the artifact.
struct PackedFrame: Sendable {
    let component: Component
    let bytes: [UInt8]
    let rawSize: UInt64
    /// SHA-256 of the content.
    let rawDigest: DigestValue
    let hash: UInt64
    /// It came out of the cache.
    let isReused: Bool
}

/// Reads, digests and compresses frames, one after another. It keeps its compressor and its memory: to get them anew for
/// each frame costs as much as packing a small one.
final class FramePacker {
    private let level: Int32
    private let cache: FrameCache
    private let compressor: Zstandard.Compressor
    private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    init(level: Int32, cache: FrameCache) throws(ArtifactError) {
        self.level = level
        self.cache = cache
        do throws(ArchiveError) {
            compressor = try Zstandard.Compressor(level: level)
        } catch {
            throw .compression(detail: error.message)
        }
    }

    deinit { room.deallocate() }

    func pack(_ plan: FramePlan) throws(ArtifactError) -> PackedFrame {
        let raw = try read(plan)
        var digest = SHA256()
        digest.update(raw)
        let rawDigest = digest.finalize()
        let (bytes, isReused) = try compress(raw, rawDigest)
        return PackedFrame(
            component: plan.component, bytes: bytes, rawSize: plan.rawSize, rawDigest: rawDigest,
            hash: XXH64.hash(of: bytes), isReused: isReused)
    }

    /// The content, in memory that the next frame overwrites.
    private func read(_ plan: FramePlan) throws(ArtifactError) -> UnsafeRawBufferPointer {
        let count = Int(plan.rawSize)
        if room.count < count {
            room.deallocate()
            room = .allocate(byteCount: count, alignment: 64)
        }
        let raw = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
        try plan.read(into: raw)
        return UnsafeRawBufferPointer(raw)
    }

    private func compress(
        _ raw: UnsafeRawBufferPointer, _ digest: DigestValue
    ) throws(ArtifactError) -> (bytes: [UInt8], isReused: Bool) {
        let key = FrameCache.key(digest, level: level)
        if let kept = cache.lookup(key), isPacked(raw, in: kept) { return (kept, true) }
        do throws(ArchiveError) {
            let bytes = try compressor.compress(raw)
            cache.store(key, bytes)
            return (bytes, false)
        } catch {
            throw .compression(detail: error.message)
        }
    }

    /// What a cache gives is believed only if it is the frame that was asked for.
    private func isPacked(_ raw: UnsafeRawBufferPointer, in kept: [UInt8]) -> Bool {
        guard let bytes = try? Zstandard.decompress(kept, limit: raw.count), bytes.count == raw.count,
            let place = raw.baseAddress
        else { return false }
        return memcmp(bytes, place, bytes.count) == 0
    }
}
