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
    /// The most frames at work at once; at level 19 each takes some 60 MB. One above the usual size is at work alone.
    let width: Int

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
        var started = 0
        var atWork: Set<Int> = []
        var taken = 0
        while taken < plans.count {
            while started < plans.count, mayStart(plans[started], beside: atWork.map { plans[$0] }) {
                let (index, plan) = (started, plans[started])
                group.addTask { (index, pack(plan)) }
                atWork.insert(index)
                started += 1
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

    private func mayStart(_ plan: FramePlan, beside others: [FramePlan]) -> Bool {
        if others.isEmpty { return true }
        let isUsual = ([plan] + others).allSatisfy { $0.rawSize <= PayloadPlan.largestFrame }
        return isUsual && others.count < width
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
            let bytes = try Zstandard.compress(raw, level: level)
            cache.store(key, bytes)
            return (bytes, false)
        } catch {
            throw .compression(detail: error.message)
        }
    }
}
