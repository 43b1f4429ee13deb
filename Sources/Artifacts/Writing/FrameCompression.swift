import Archive
import Digest
import Matrix

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

/// The compression of frames, a few at a time, given on in their order.
struct FrameCompression: Sendable {
    let level: Int32
    let cache: FrameCache
    /// The most frames at work at once; at level 19 each takes some 80 MB and twice its size.
    let width: Int
    private let compressors: Compressors

    /// How many frames beyond the next to be given on may be started, so that few of them wait in memory.
    private static let reach = 4
    /// The bytes that may be at work beside each other.
    private static let most: UInt64 = 8 << 20

    init(level: Int32, cache: FrameCache, width: Int) {
        self.level = level
        self.cache = cache
        self.width = width
        compressors = Compressors(level: level)
    }

    func run(
        _ plans: [FramePlan], _ take: (PackedFrame) throws(ArtifactError) -> Void
    ) async throws(ArtifactError) {
        let result: Result<Void, ArtifactError> = await withTaskGroup(
            of: (Int, Result<PackedFrame, ArtifactError>).self
        ) { group in
            do throws(ArtifactError) {
                return .success(try await run(plans, in: &group, take))
            } catch {
                group.cancelAll()
                return .failure(error)
            }
        }
        try result.get()
    }

    private func run(
        _ plans: [FramePlan], in group: inout TaskGroup<(Int, Result<PackedFrame, ArtifactError>)>,
        _ take: (PackedFrame) throws(ArtifactError) -> Void
    ) async throws(ArtifactError) {
        var finished: [Int: PackedFrame] = [:]
        var waiting = Array(plans.indices)
        var atWork: Set<Int> = []
        var taken = 0
        while taken < plans.count {
            while let index = next(waiting.prefix { $0 < taken + Self.reach }, plans, beside: atWork) {
                let plan = plans[index]
                group.addTask { (index, pack(plan)) }
                atWork.insert(index)
                waiting.removeAll { $0 == index }
            }
            guard let (index, result) = await group.next() else { return }
            atWork.remove(index)
            finished[index] = try result.get()
            while let frame = finished.removeValue(forKey: taken) {
                try take(frame)
                taken += 1
            }
        }
    }

    /// The largest of those that wait, so that no large one is left for the end, where it would be at work alone.
    private func next(_ waiting: ArraySlice<Int>, _ plans: [FramePlan], beside atWork: Set<Int>) -> Int? {
        guard atWork.count < width, let index = waiting.max(by: { plans[$0].rawSize < plans[$1].rawSize }) else {
            return nil
        }
        let sum = atWork.reduce(plans[index].rawSize) { $0 + plans[$1].rawSize }
        return atWork.isEmpty || sum <= Self.most ? index : nil
    }

    private func pack(_ plan: FramePlan) -> Result<PackedFrame, ArtifactError> {
        Result { () throws(ArtifactError) in
            if Task.isCancelled { throw .interrupted }
            let raw = try plan.read()
            let rawDigest = SHA256.digest(of: raw)
            let (bytes, isReused) = try compress(raw, rawDigest)
            var hash = XXH64()
            bytes.withUnsafeBytes { hash.update($0) }
            return PackedFrame(
                component: plan.component, bytes: bytes, rawSize: plan.rawSize, rawDigest: rawDigest, hash: hash.value,
                isReused: isReused)
        }
    }

    private func compress(
        _ raw: [UInt8], _ digest: DigestValue
    ) throws(ArtifactError) -> (bytes: [UInt8], isReused: Bool) {
        let key = FrameCache.key(digest, level: level)
        // What a cache gives is believed only if it is the frame that was asked for.
        if let kept = cache.lookup(key), (try? Zstandard.decompress(kept, limit: raw.count)) == raw {
            return (kept, true)
        }
        do throws(ArchiveError) {
            let bytes = try compressors.compress(raw)
            cache.store(key, bytes)
            return (bytes, false)
        } catch {
            throw .compression(detail: error.message)
        }
    }
}
