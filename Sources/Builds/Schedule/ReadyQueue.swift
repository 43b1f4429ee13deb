/// Actions that could begin, the most urgent first: a binary heap of their ranks.
struct ReadyQueue: Sendable {
    private var heap: [Int] = []

    /// The rank of the most urgent one.
    var first: Int? { heap.first }

    mutating func insert(_ rank: Int) {
        heap.append(rank)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if heap[parent] <= heap[child] { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    mutating func popFirst() -> Int? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return first }
        heap[0] = last
        sink()
        return first
    }

    private mutating func sink() {
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return }
            let right = left + 1
            let least = right < heap.count && heap[right] < heap[left] ? right : left
            if heap[parent] <= heap[least] { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
