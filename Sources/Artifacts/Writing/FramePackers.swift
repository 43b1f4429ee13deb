import Archive
import Synchronization

/// Packers of one level that are not at work.
final class FramePackers: Sendable {
    /// One that nobody else has.
    private struct Idle: @unchecked Sendable {
        let packer: FramePacker
    }

    private let level: Int32
    private let cache: FrameCache
    private let idle = Mutex<[Idle]>([])

    init(level: Int32, cache: FrameCache) {
        self.level = level
        self.cache = cache
    }

    func pack(_ plan: FramePlan) -> Result<PackedFrame, ArtifactError> {
        Result { () throws(ArtifactError) in
            if Task.isCancelled { throw .interrupted }
            let one = try take()
            defer { idle.withLock { $0.append(one) } }
            return try one.packer.pack(plan)
        }
    }

    private func take() throws(ArtifactError) -> Idle {
        if let kept = idle.withLock({ $0.popLast() }) { return kept }
        return Idle(packer: try FramePacker(level: level, cache: cache))
    }
}
