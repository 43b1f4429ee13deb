/// Spreads cells over shards so that all take about as long: the longest first, each to the shard with the least so far.
///
/// The longest shard takes at most the mean and one cell more. The same times give the same shards, whatever order the cells come in.
struct TimeBalance {
    private let times: [CellID: Double]
    private let count: Int

    init(times: [CellID: Double], count: Int) {
        self.times = times.filter { $0.value.isFinite && $0.value >= 0 }
        self.count = count
    }

    /// The shard of each cell, counted from 0. A cell without a time counts as the median of those that have one.
    func places(of ids: [CellID]) -> [CellID: Int] {
        let median = median(of: ids.compactMap { times[$0] })
        let timed = ids.map { (id: $0, time: times[$0] ?? median) }
        let order = timed.sorted { ($1.time, $0.id) < ($0.time, $1.id) }
        var loads = Array(repeating: Load(), count: count)
        var places: [CellID: Int] = [:]
        for (id, time) in order {
            // Of shards with equal times the one with fewer cells, so that cells without any time are spread too.
            guard let place = loads.indices.min(by: { loads[$0] < loads[$1] }) else { return [:] }
            loads[place].seconds += time
            loads[place].cells += 1
            places[id] = place
        }
        return places
    }

    private struct Load: Comparable {
        var seconds = 0.0
        var cells = 0

        static func < (left: Load, right: Load) -> Bool { (left.seconds, left.cells) < (right.seconds, right.cells) }
    }

    private func median(of values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 1 : sorted[sorted.count / 2]
    }
}
