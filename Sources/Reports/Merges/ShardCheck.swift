import Matrix

/// Whether runs are all the shards of one matrix, or none of them is a shard.
struct ShardCheck {
    /// The most missing shards that are named.
    private static let named = 20

    private let parts: [RunPart]

    init(_ parts: [RunPart]) { self.parts = parts }

    func check() throws(MergeError) {
        guard let first = parts.first else {
            throw MergeError("nothing", "there is nothing to put together", hint: "name the output folders of runs")
        }
        let shards = parts.compactMap(\.record.shard)
        guard shards.count == parts.count else {
            guard let other = parts.first(where: { ($0.record.shard == nil) != (first.record.shard == nil) }) else {
                return
            }
            let (shard, whole) = first.record.shard == nil ? (other, first) : (first, other)
            throw MergeError(
                "mixed", "\(shard.name) is a shard of a matrix, and \(whole.name) is not",
                hint: "put the shards of one matrix together, and whole runs apart from them")
        }
        try checkMatrix(shards)
        try checkNumbers()
        try checkCells(shards)
    }

    /// All are of one matrix, cut the same way.
    private func checkMatrix(_ shards: [Shard]) throws(MergeError) {
        guard let first = shards.first else { return }
        for (index, shard) in shards.enumerated() where shard.matrix != first.matrix || shard.count != first.count {
            let cut = shard.matrix == first.matrix
            let what =
                cut
                ? "\(parts[0].name) is one of \(first.count) shards, \(parts[index].name) one of \(shard.count)"
                : "\(parts[0].name) and \(parts[index].name) are shards of different matrices"
            throw MergeError(
                cut ? "other-count" : "other-matrix", what,
                hint:
                    "run all shards with the same matrix file, choice of cells, resolved versions and number of shards")
        }
    }

    private func checkNumbers() throws(MergeError) {
        guard let count = parts.first?.record.shard?.count else { return }
        var names: [Int: String] = [:]
        for part in parts {
            guard let number = part.record.shard?.number else { continue }
            if let other = names.updateValue(part.name, forKey: number) {
                throw MergeError(
                    "shard-twice", "\(other) and \(part.name) are both shard \(number) of \(count)",
                    hint: "leave one of them out")
            }
        }
        let strange = names.keys.filter { $0 < 1 || $0 > count }.min()
        if let strange, let name = names[strange] {
            throw MergeError(
                "no-such-shard", "\(name) is shard \(strange) of \(count)",
                hint: "its events.ndjson is damaged; run it again")
        }
        // There may be very many of them, but never more than there are parts.
        guard names.count < count else { return }
        let missing = (1...count).lazy.filter { names[$0] == nil }.prefix(ShardCheck.named).map(String.init)
        let rest = count - names.count - missing.count
        throw MergeError(
            "shard-missing",
            "of \(count) shards there is no \(missing.joined(separator: ", "))\(rest > 0 ? " and \(rest) more" : "")",
            hint: "name the folders of all shards; run the missing ones with --shard K/\(count)")
    }

    /// The shards have all cells that the matrix has.
    private func checkCells(_ shards: [Shard]) throws(MergeError) {
        let ids = parts.flatMap { $0.record.cells.map(\.cell.id) }
        guard let matrix = shards.first?.matrix, Set(ids).count == ids.count, Shard.matrix(of: ids) != matrix else {
            return
        }
        throw MergeError(
            "cells-missing", "the shards have \(ids.count) cells together, and these are not those of their matrix",
            hint: "run all shards again with the same matrix file and choice of cells")
    }
}
