/// Finds the known text that a misspelt one most likely meant.
package struct NearestText: Sendable {
    private let written: [UInt8]

    package init(_ written: String) { self.written = Array(written.lowercased().utf8) }

    /// The nearest of the texts; `nil` when none is near.
    package func best(of known: some Sequence<String>) -> String? {
        guard written.count <= 256 else { return nil }
        var best: String?
        var limit = max(1, written.count / 3)
        for text in known {
            guard let distance = distance(to: Array(text.lowercased().utf8), limit: limit) else { continue }
            if best == nil || distance < limit { (best, limit) = (text, distance) }
            if limit == 0 { break }
        }
        return best
    }

    /// How many bytes must be added, removed, replaced or swapped with their neighbour; `nil` for more than `limit`.
    private func distance(to other: [UInt8], limit: Int) -> Int? {
        guard abs(other.count - written.count) <= limit else { return nil }
        var before: [Int] = []
        var last = Array(0...other.count)
        for row in written.indices {
            var current = [row + 1]
            for column in other.indices {
                let replaced = last[column] + (written[row] == other[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                let isSwap =
                    row > 0 && column > 0 && written[row] == other[column - 1] && written[row - 1] == other[column]
                if isSwap { best = min(best, before[column - 1] + 1) }
                current.append(best)
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            (before, last) = (last, current)
        }
        return (last.last ?? 0) <= limit ? last.last : nil
    }
}
