import Matrix
import Testing

@testable import Reports

@Suite struct RunMergeTests {
    /// The red sample as shards: the cells of each, by their places.
    private func shards(_ places: [[Int]], matrix: String? = nil, tool: String = "0.1.0") throws -> [RunPart] {
        let cells = try Samples.cells()
        let digest = matrix ?? Shard.matrix(of: cells.map(\.id))
        return try places.enumerated().map { index, places in
            try part(
                "shard \(index + 1)", places.map { cells[$0] },
                shard: Shard(number: index + 1, count: places.isEmpty ? 0 : 3, matrix: digest), tool: tool)
        }
    }

    private func part(_ name: String, _ cells: [Cell], shard: Shard?, tool: String = "0.1.0", at time: Double = 0)
        throws
        -> RunPart
    {
        let start = RunStart(tool: tool, cells: cells, dropped: try Samples.dropped(), shard: shard, matrix: "m.yaml")
        let events =
            [Event(time: Samples.start + time, kind: .runStarted(start))]
            + cells.flatMap { Samples.work($0) + Samples.end($0) } + [Samples.finish()]
        return try RunPart(name: name, log: EventLog(reading: events.flatMap { try EventLog.line($0) }))
    }

    private func code(_ work: () throws -> Void) -> String? {
        do { try work() } catch { return (error as? MergeError)?.code }
        return nil
    }

    @Test("The shards of a matrix are as one run of it, in whatever order they are named")
    func whole() throws {
        let parts = try shards([[0, 3], [1], [2]])
        let whole = try Samples.record(Samples.green())
        for order in [parts, parts.reversed(), [parts[1], parts[2], parts[0]]] {
            let merge = try RunMerge(order)
            var record = try #require(merge.record)
            #expect(record.matrix == "m.yaml")
            record.matrix = whole.matrix
            #expect(Set(record.cells) == Set(whole.cells))
            #expect(record.shard == nil)
            #expect(record.dropped == whole.dropped)
            #expect(record.finished == whole.finished)
            #expect(merge.warnings.isEmpty)
            #expect(order[try #require(merge.origins[whole.cells[2].cell.id])].name == "shard 3")
            #expect(merge.events == (try RunMerge(parts)).events)
        }
    }

    @Test("No event of a part is lost, and each part's stay in their order")
    func lossless() throws {
        let parts = try shards([[0, 3], [1], [2]])
        let merge = try RunMerge(parts)
        for part in parts {
            let inside = part.events.dropFirst().dropLast()
            #expect(inside.allSatisfy { merge.events.contains($0) })
            let own = merge.events.filter { inside.contains($0) }
            #expect(own == Array(inside))
        }
        #expect(merge.events.count == parts.map { $0.events.count - 2 }.reduce(2, +))
    }

    @Test("Cells come in the order of the axes, as they come up")
    func order() throws {
        func cell(_ app: String, _ otp: String) throws -> Cell { try Samples.cell(app, otp: otp, request: otp) }
        let first = [try cell("a", "27.3"), try cell("b", "27.3")]
        let second = [try cell("a", "29.1"), try cell("b", "29.1")]
        let merge = try RunMerge([try part("1", first, shard: nil), try part("2", second, shard: nil)])
        #expect(
            merge.record?.cells.map(\.cell.id.text) == [
                "a/cli/otp-27.3/any_linux_x86_64", "a/cli/otp-29.1/any_linux_x86_64",
                "b/cli/otp-27.3/any_linux_x86_64", "b/cli/otp-29.1/any_linux_x86_64",
            ])
    }

    @Test("Missing, double and strange shards are told apart")
    func shardErrors() throws {
        let parts = try shards([[0, 3], [1], [2]])
        #expect(code { _ = try RunMerge([]) } == "merge.nothing")
        #expect(code { _ = try RunMerge([parts[0], parts[2]]) } == "merge.shard-missing")
        #expect(code { _ = try RunMerge([parts[0], parts[1], parts[2], parts[1]]) } == "merge.shard-twice")
        let others = try shards([[0, 3], [1], [2]], matrix: "0000")
        #expect(code { _ = try RunMerge([parts[0], parts[1], others[2]]) } == "merge.other-matrix")
        #expect(code { _ = try RunMerge(try shards([[0, 3], [1], []])) } == "merge.other-count")
        #expect(code { _ = try RunMerge(try shards([[0], [1], [2]])) } == "merge.cells-missing")
        #expect(code { _ = try RunMerge(try shards([[0, 3], [1, 3], [2]])) } == "merge.cell-twice")
        let whole = try part("whole", [try Samples.cell("z")], shard: nil)
        #expect(code { _ = try RunMerge([parts[0], whole]) } == "merge.mixed")
        let strange = try part("x", [], shard: Shard(number: 9, count: 3, matrix: Shard.matrix(of: [])))
        #expect(code { _ = try RunMerge([strange]) } == "merge.no-such-shard")
        let huge = try part("x", [], shard: Shard(number: 1, count: .max, matrix: Shard.matrix(of: [])))
        let error = #expect(throws: MergeError.self) { try RunMerge([huge]) }
        #expect(error?.message.hasPrefix("of 9223372036854775807 shards there is no 2, 3, 4") == true)
        #expect(error?.hint.isEmpty == false)
    }

    @Test("Whole runs are put together if their cells are different ones and no name means two artifacts")
    func runs() throws {
        let cells = try Samples.cells()
        let merge = try RunMerge([try part("a", [cells[0]], shard: nil), try part("b", [cells[1]], shard: nil)])
        #expect(merge.record?.cells.map(\.cell) == Array(cells[0...1]))
        #expect(
            code { _ = try RunMerge([try part("a", [cells[0]], shard: nil), try part("b", [cells[0]], shard: nil)]) }
                == "merge.cell-twice")
        let artifact = ArtifactRecord(file: "same", sha256: "1", size: 1, components: [], appVersion: "1")
        func made(_ name: String, _ cell: Cell, _ digest: String) throws -> RunPart {
            var artifact = artifact
            artifact.sha256 = digest
            let events = [
                Event(time: 0, kind: .runStarted(RunStart(tool: "", cells: [cell]))),
                Event(time: 1, kind: .artifactMade(cell.id, artifact)),
            ]
            return try RunPart(name: name, log: EventLog(reading: events.flatMap { try EventLog.line($0) }))
        }
        let (one, same, other) = (
            try made("a", cells[0], "1"), try made("b", cells[1], "1"), try made("b", cells[1], "2")
        )
        #expect(try RunMerge([one, same]).record?.cells.count == 2)
        #expect(code { _ = try RunMerge([one, other]) } == "merge.artifact-twice")
    }

    @Test(
        "Versions, unfinished runs and unreadable lines are told of, and an unfinished part leaves the whole unfinished"
    )
    func warnings() throws {
        let cells = try Samples.cells()
        let first = try part("a", [cells[0]], shard: nil)
        let start = RunStart(tool: "0.2.0", cells: [cells[1]])
        let killed = try EventLog.line(Event(time: 5, kind: .runStarted(start))) + Array("?\n{\"eve".utf8)
        let merge = try RunMerge([first, try RunPart(name: "b", log: EventLog(reading: killed))])
        #expect(
            merge.warnings == [
                "b: 1 line is no event and passed over", "b: its run did not come to its end",
                "the runs were made by different versions of bmatrix: 0.1.0, 0.2.0",
            ])
        let record = try #require(merge.record)
        #expect(record.finished == nil && record.started == 5)
        #expect(record.cells.map(\.outcome) == [.passed, .interrupted])
        #expect(code { _ = try RunPart(name: "c", log: EventLog(reading: Array("{}\n".utf8))) } == "merge.no-run")
    }
}
