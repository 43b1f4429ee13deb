/// The known name (of the first 200) that a misspelt or shortened one most likely meant; `nil` when none is near.
func nearestName(to name: String, in known: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let written = Array(name.lowercased())
    let ranked = known.prefix(200).map { (name: $0, distance: distance(written, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, written.count / 3) { return best.name }
    return written.count < 3 ? nil : ranked.first { $0.name.hasPrefix(name) }?.name
}

/// How many characters must be added, removed, replaced or swapped with their neighbour to get from one text to another.
private func distance(_ from: [Character], _ to: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...to.count)
    for row in from.indices {
        var current = [row + 1]
        for column in to.indices {
            var best = min(last[column + 1] + 1, current[column] + 1)
            best = min(best, last[column] + (from[row] == to[column] ? 0 : 1))
            if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
                best = min(best, before[column - 1] + 1)
            }
            current.append(best)
        }
        (before, last) = (last, current)
    }
    return last[to.count]
}
