import Testing

@testable import Matrix

struct ShardRequestTests {
    /// So many cells of made-up apps.
    private func cells(_ count: Int) throws -> [Cell] {
        let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
        let otp = try #require(VersionRequest("27"))
        return (0..<count).map {
            Cell(app: "app_\($0)", mode: .cli, otpRequest: otp, otp: otp.version, elixir: nil, target: target)
        }
    }

    private func shards(
        _ cells: [Cell], _ count: Int, _ rule: ShardRequest.Rule, _ times: [CellID: Double] = [:]
    ) throws -> [[Cell]] {
        try (1...count).map { number in
            try #require(ShardRequest(number: number, count: count, rule: rule)).cells(of: cells, times: times)
        }
    }

    @Test(arguments: ShardRequest.Rule.allCases, [1, 2, 3, 7, 16, 100])
    func everyCellIsInExactlyOneShard(_ rule: ShardRequest.Rule, _ count: Int) throws {
        for size in [0, 1, 5, 64] {
            let cells = try cells(size)
            let times = Dictionary(
                uniqueKeysWithValues: cells.prefix(40).map { ($0.id, Double($0.id.text.utf8.count % 9)) })
            let shards = try shards(cells, count, rule, times)
            #expect(shards.joined().sorted { $0.id < $1.id } == cells.sorted { $0.id < $1.id })
            for shard in shards { #expect(shard == cells.filter(shard.contains)) }
        }
    }

    @Test func aNewCellMovesNoOther() throws {
        let all = try cells(200)
        let before = try shards(Array(all.dropFirst(50)), 7, .hash).map(Set.init)
        let after = try shards(all, 7, .hash).map(Set.init)
        for (old, new) in zip(before, after) { #expect(old.isSubset(of: new)) }
        // The shards of released versions must stay what they are.
        #expect(after.map(\.count) == [23, 28, 34, 23, 28, 32, 32])
    }

    @Test func hashesSpreadWell() throws {
        for shard in try shards(cells(4000), 8, .hash) { #expect((400...600).contains(shard.count)) }
    }

    @Test func countMakesThemEqual() throws {
        #expect(try shards(cells(10), 4, .count).map(\.count) == [3, 3, 2, 2])
    }

    @Test(arguments: [2, 3, 5, 8])
    func timesAreBalanced(_ count: Int) throws {
        var random = PropertyTests.Sequence(state: UInt64(count))
        for _ in 0..<20 {
            let cells = try cells(3 + random.next(60))
            let times = Dictionary(uniqueKeysWithValues: cells.map { ($0.id, Double(1 + random.next(500)) / 10) })
            let loads = try shards(cells, count, .time, times).map { $0.reduce(0) { $0 + (times[$1.id] ?? 0) } }
            let total = loads.reduce(0, +)
            let longest = times.values.max() ?? 0
            // What the greedy rule promises: no shard is above the mean by more than one cell.
            #expect((loads.max() ?? 0) <= total / Double(count) + longest + 1e-6)
            let best = max(total / Double(count), longest)
            #expect((loads.max() ?? 0) <= best * 4 / 3 + longest / 3 + 1e-6)
        }
    }

    @Test func theOrderOfCellsDoesNotMatter() throws {
        let cells = try cells(40)
        let times = Dictionary(
            uniqueKeysWithValues: cells.map { ($0.id, Double($0.app.utf8.reduce(0) { $0 + Int($1) } % 7)) })
        let one = try shards(cells, 3, .time, times).map(Set.init)
        #expect(try shards(cells.reversed(), 3, .time, times).map(Set.init) == one)
    }

    @Test func aCellWithoutATimeCountsAsTheMedian() throws {
        let cells = try cells(5)
        let times = Dictionary(uniqueKeysWithValues: zip(cells.map(\.id), [1, 8, 4]).map { ($0, Double($1)) })
        // 8 and 4 against 4 + 4 + 1: the unknown two count as 4 each.
        let loads = try shards(cells, 2, .time, times).map { $0.reduce(0) { $0 + (times[$1.id] ?? 4) } }
        #expect(loads.sorted() == [9, 12])
        let odd = [cells[0].id: Double.nan, cells[1].id: .infinity, cells[2].id: -1]
        #expect(try shards(cells, 5, .time, odd).map(\.count) == [1, 1, 1, 1, 1])
    }

    @Test(arguments: ["", "1", "1/", "/2", "0/2", "3/2", "-1/2", "1/2/3", "a/b", "1/10001", "1/99999999999999999999"])
    func refusesWhatIsNoShard(_ text: String) {
        let error = #expect(throws: SelectionError.self) { try ShardRequest(text) }
        #expect(error?.code == "selection.shard")
        #expect(error?.hint.hasPrefix("shards are counted from 1") == (text == "0/2"))
    }

    @Test func aPartIsReadAsItIsWritten() throws {
        let shard = Shard(number: 2, count: 5, matrix: Shard.matrix(of: try cells(3).map(\.id)))
        #expect(try Shard(part: shard.text) == shard)
        #expect(try Shard.matrix(of: cells(3).reversed().map(\.id)) == shard.matrix)
        #expect(try Shard.matrix(of: cells(4).map(\.id)) != shard.matrix)
        for text in ["", "2/5", "2/5:", "2/5:xyz", "0/5:\(shard.matrix)", "2/5:\(shard.matrix)0"] {
            #expect(throws: SelectionError.self) { try Shard(part: text) }
        }
    }
}
