import Archive

/// The compression of frames, a few at a time, given on in their order.
struct FrameCompression: Sendable {
    /// The most frames at work at once; at level 19 each takes some 80 MB and twice its size.
    private let width: Int
    /// The bytes that may be at work beside each other: few at the levels whose compressors take much memory themselves.
    private let most: UInt64
    private let packers: FramePackers

    /// How many frames beyond the next to be given on may be started, so that few of them wait in memory.
    private let reach: Int

    init(level: Int32, cache: FrameCache, width: Int) {
        self.width = width
        let isLarge = level >= Zstandard.largeWindowLevel
        most = isLarge ? 8 << 20 : 32 << 20
        reach = isLarge ? 4 : 12
        packers = FramePackers(level: level, cache: cache)
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
            while let index = next(waiting.prefix { $0 < taken + reach }, plans, beside: atWork) {
                let plan = plans[index]
                group.addTask { (index, packers.pack(plan)) }
                atWork.insert(index)
                waiting.removeAll { $0 == index }
            }
            // Taken one by one, with others at work meanwhile.
            if let frame = finished.removeValue(forKey: taken) {
                try take(frame)
                taken += 1
                continue
            }
            guard let (index, result) = await group.next() else { return }
            atWork.remove(index)
            finished[index] = try result.get()
        }
    }

    /// A frame of a single large file as soon as it can be, so that none is left for the end, where it would be at work alone.
    /// Else they come in their order, as each can be written only after those before it.
    private func next(_ waiting: ArraySlice<Int>, _ plans: [FramePlan], beside atWork: Set<Int>) -> Int? {
        let large = waiting.first { plans[$0].rawSize > PayloadPlan.largestFrame }
        guard atWork.count < width, let index = large ?? waiting.first else { return nil }
        let sum = atWork.reduce(plans[index].rawSize) { $0 + plans[$1].rawSize }
        return atWork.isEmpty || sum <= most ? index : nil
    }
}
