internal import Digest

/// One of several runs that share the cells between them, as asked for: `--shard 2/5`.
package struct ShardRequest: Hashable, Sendable {
    /// From 1 to `count`.
    package let number: Int
    package let count: Int
    package let rule: Rule

    /// How cells find their shard.
    package enum Rule: String, CaseIterable, Sendable {
        /// By the cell's id alone: a new cell moves no other one.
        case hash
        /// By the cell's place in the plan, so that all shards have as many.
        case count
        /// By the times that cells took, so that all shards take about as long.
        case time
    }

    /// The most shards there can be.
    package static let limit = 10_000

    package init?(number: Int, count: Int, rule: Rule = .hash) {
        guard (1...ShardRequest.limit).contains(count), (1...count).contains(number) else { return nil }
        self.number = number
        self.count = count
        self.rule = rule
    }

    /// Reads `2/5`.
    package init(_ text: String, rule: Rule = .hash) throws(SelectionError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 2, let number = parts[0], let count = parts[1],
            let request = ShardRequest(number: number, count: count, rule: rule)
        {
            self = request
        } else {
            let startsAtZero = parts.first == 0 && parts.count == 2 ? "shards are counted from 1; " : ""
            throw SelectionError(
                .usage, "selection.shard", "'\(SelectionError.printable(text))' is not a shard, in --shard",
                hint: startsAtZero + "write --shard 2/5 for the second of five (at most \(ShardRequest.limit))")
        }
    }

    /// The cells of this shard, in their order.
    /// - Parameter times: seconds that cells took in an earlier run, for `time`.
    package func cells(of cells: [Cell], times: [CellID: Double] = [:]) -> [Cell] {
        switch rule {
        case .hash: return cells.filter { place(of: $0.id) == number - 1 }
        case .count: return cells.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
        case .time:
            let places = TimeBalance(times: times, count: count).places(of: cells.map(\.id))
            return cells.filter { places[$0.id] == number - 1 }
        }
    }

    /// The first eight bytes of the id's SHA-256, modulo the number of shards.
    private func place(of id: CellID) -> Int {
        let value = SHA256.digest(of: id.text).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(value % UInt64(count))
    }
}

extension Shard {
    /// What `matrix` is for these cells: the beginning of the SHA-256 over their sorted ids, a line each.
    package static func matrix(of ids: some Sequence<CellID>) -> String {
        var hash = SHA256()
        for id in ids.sorted() { hash.update(id.text + "\n") }
        return String(hash.finalize().hex.prefix(16))
    }

    /// The shard as `--part` takes it: `2/5:6f1b…`.
    package var text: String { "\(number)/\(count):\(matrix)" }

    /// Reads what `text` gives.
    package init(part text: String) throws(SelectionError) {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let isMatrix = halves.count == 2 && halves[1].utf8.count == 16 && halves[1].allSatisfy(\.isHexDigit)
        guard isMatrix, let head = halves.first, let request = try? ShardRequest(String(head)) else {
            throw SelectionError(
                .usage, "selection.part", "'\(SelectionError.printable(text))' is not a part, in --part",
                hint: "take it from the output of `bmatrix plan --format github|gitlab|buildkite`")
        }
        self.init(number: request.number, count: request.count, matrix: String(halves[1]))
    }
}
