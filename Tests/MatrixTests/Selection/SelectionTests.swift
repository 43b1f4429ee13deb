import Testing

@testable import Matrix

struct SelectionTests {
    private let plan: Plan = {
        let apps = [
            App(name: "demo", path: "demo", modes: [.cli, .tui]), App(name: "other", path: "o", modes: [.cli]),
        ]
        let axes = Axes(
            targets: targets("any_linux_x86_64", "alpine_3_19_x86_64"), otp: requests("27", "29"),
            modes: [.cli, .tui])
        let exclusion = Exclusion(selector: Selector([.app: ["other"], .target: ["alpine*"]]), reason: "not promised")
        return Expansion(apps: apps, axes: axes, exclusions: [exclusion]).plan(with: .sample).plan
    }()

    private func expressions(_ texts: String...) throws -> [SelectionExpression] {
        try texts.map { try SelectionExpression($0, from: "--select") }
    }

    private func refusal(_ selection: Selection) -> SelectionError? {
        #expect(throws: SelectionError.self) { try selection.applied(to: plan) }
    }

    @Test func withoutAWishAllAreChosen() throws {
        let selected = try Selection().applied(to: plan)
        #expect(Selection().isEverything)
        #expect(selected.plan == plan && selected.cells == plan.cells && selected.deselected.isEmpty)
        #expect(plan.cells.count == 8 && plan.dropped.count == 4)
    }

    @Test func severalSelectionsAreAlternativesAndSkipsTakeAway() throws {
        var selection = Selection()
        selection.select = try expressions("otp=27,mode=cli", "mode=tui")
        selection.skip = [try SelectionExpression("target=alpine*", from: "--skip")]
        let selected = try selection.applied(to: plan)
        #expect(
            selected.plan.ids == [
                "demo/cli/otp-27.3.4.1/any_linux_x86_64", "demo/tui/otp-27.3.4.1/any_linux_x86_64",
                "demo/tui/otp-29.1.1/any_linux_x86_64", "other/cli/otp-27.3.4.1/any_linux_x86_64",
            ])
        #expect(
            selected.deselected.map { "\($0.cell.id): \($0.reason)" } == [
                "demo/cli/otp-27.3.4.1/alpine_3_19_x86_64: left out by --skip 'target=alpine*'",
                "demo/cli/otp-29.1.1/any_linux_x86_64: not in --select 'otp=27,mode=cli', --select 'mode=tui'",
                "demo/cli/otp-29.1.1/alpine_3_19_x86_64: not in --select 'otp=27,mode=cli', --select 'mode=tui'",
                "other/cli/otp-29.1.1/any_linux_x86_64: not in --select 'otp=27,mode=cli', --select 'mode=tui'",
            ])
        // Only those dropped cells are told of that were asked for.
        #expect(selected.plan.dropped.isEmpty)
    }

    @Test func aProfileNarrowsFirst() throws {
        var selection = Selection()
        selection.profile = SelectionProfile(
            "nightly", select: try expressions("otp=27"), skip: [try SelectionExpression("mode=tui", from: "skip")])
        selection.select = try expressions("app=demo")
        #expect(
            try selection.applied(to: plan).plan.ids.map { $0.prefix(17) } == [
                "demo/cli/otp-27.3", "demo/cli/otp-27.3",
            ])
    }

    @Test func aNameThatMatchesNothingIsGuessed() throws {
        var selection = Selection()
        selection.select = try expressions("app=demmo,otp=26", "mode=cli")
        #expect(
            refusal(selection)?.text == """
                error: --select 'app=demmo,otp=26' matches no cell [selection.matches-nothing]
                  app=demmo: app is demo, other; did you mean 'demo'?
                  otp=26: otp is 27.3.4.1, 29.1.1
                  hint: `bmatrix plan` lists all cells; --allow-empty takes this for success
                """)
        selection.allowsEmpty = true
        let selected = try selection.applied(to: plan)
        #expect(selected.plan.cells.count == 6 && selected.notes == ["--select 'app=demmo,otp=26' matches no cell"])
    }

    @Test func whatIsDroppedOnlyTellsWhy() throws {
        var selection = Selection()
        selection.select = try expressions("app=other,target=alpine*")
        let error = refusal(selection)
        #expect(error?.kind == .nothing)
        #expect(error?.notes.first == "other/cli/otp-27.3.4.1/alpine_3_19_x86_64: not promised")
        selection.select = []
        selection.only = [CellID("other/cli/otp-27/alpine_3_19_x86_64")]
        let other = refusal(selection)
        #expect(other?.kind == .nothing && other?.code == "selection.dropped")
        #expect(other?.notes == ["other/cli/otp-27.3.4.1/alpine_3_19_x86_64: not promised"])
    }

    @Test func nothingLeftNamesTheOneToBlame() throws {
        var selection = Selection()
        selection.select = try expressions("mode=tui")
        selection.skip = [try SelectionExpression("otp=2*", from: "--skip")]
        let error = refusal(selection)
        #expect(error?.kind == .nothing && error?.message == "--skip 'otp=2*' leaves none of the 2 cells")
        selection.allowsEmpty = true
        #expect(try selection.applied(to: plan).cells.isEmpty)
        // To skip what is not there is no fault, but may be a slip.
        selection.skip = [try SelectionExpression("otp=31", from: "--skip")]
        #expect(try selection.applied(to: plan).notes == ["--skip 'otp=31' matches no cell"])
    }

    @Test func oneCellIsNamedByItsIdOrAsAskedFor() throws {
        var selection = Selection()
        selection.only = [CellID("demo/tui/otp-27/any_linux_x86_64"), CellID("other/cli/otp-29.1.1/any_linux_x86_64")]
        #expect(
            try selection.applied(to: plan).plan.ids == [
                "demo/tui/otp-27.3.4.1/any_linux_x86_64", "other/cli/otp-29.1.1/any_linux_x86_64",
            ])
        selection.only = [CellID("demo/tui/otp-27/any_linux_x86")]
        let error = refusal(selection)
        #expect(error?.kind == .usage)
        #expect(error?.hint.hasPrefix("did you mean 'demo/tui/otp-27/any_linux_x86_64'?") == true)
        selection.only = [CellID("nonsense")]
        selection.allowsEmpty = true
        #expect(refusal(selection)?.hint.hasPrefix("an id is APP/MODE") == true)
    }

    @Test func shardsShareWhatWasChosen() throws {
        var selection = Selection()
        selection.select = try expressions("app=demo")
        var ids: [String] = []
        var matrices: Set<String> = []
        for number in 1...9 {
            selection.shard = ShardRequest(number: number, count: 9)
            let selected = try selection.applied(to: plan)
            ids += selected.plan.ids
            matrices.insert(try #require(selected.shard).matrix)
            #expect(selected.cells.count + selected.deselected.count == 8)
            if selected.cells.isEmpty { #expect(selected.notes == ["shard \(number)/9 has none of the 6 cells"]) }
        }
        #expect(ids.sorted() == plan.ids.filter { $0.hasPrefix("demo/") }.sorted())
        #expect(matrices == [Shard.matrix(of: ids.map { CellID($0) })])
        selection.shard = nil
        selection.part = Shard(number: 1, count: 3, matrix: "0123456789abcdef")
        #expect(try selection.applied(to: plan).shard == selection.part)
    }

    @Test func onlyWhatChangedIsChosen() throws {
        var selection = Selection()
        selection.changes = Selection.Changes(since: "main") { $0.app == "other" ? "other/a.ex changed" : nil }
        let selected = try selection.applied(to: plan)
        #expect(Set(selected.cells.map(\.app)) == ["other"])
        #expect(Set(selected.deselected.map(\.reason)) == ["unchanged since main"])
        selection.changes = Selection.Changes(since: "main") { _ in nil }
        #expect(refusal(selection)?.message == "--changed-since main leaves none of the 8 cells")
    }

    @Test func aRunIsFinished() throws {
        let failure = Failure(stage: .smoke, code: "x", message: "m")
        let outcomes: [Outcome] = [
            .passed, .flaky(failure), .failed(failure), .allowedToFail(failure, reason: "r"),
            .expectedToFail(failure, reason: "r"), .skipped(reason: "r"), .interrupted,
        ]
        var record = RunRecord(tool: "0", started: 0)
        record.cells = zip(plan.cells, outcomes).map { CellRecord(cell: $0, outcome: $1) }
        var selection = Selection()
        selection.earlier = EarlierRun(record: record, name: "dist")
        let selected = try selection.applied(to: plan)
        #expect(selected.carried.map(\.outcome.word) == ["passed", "flaky", "expected-to-fail"])
        #expect(selected.plan.cells == [2, 3, 5, 6, 7].map { plan.cells[$0] })
        #expect(selected.cells == plan.cells && selected.deselected.isEmpty)

        // Another Elixir makes another cell of the same name; a lost artifact has to be made again.
        let old = plan.cells[0]
        record.cells[0].cell = Cell(
            app: old.app, mode: old.mode, otpRequest: old.otpRequest, otp: old.otp, elixir: Version("1.17.0"),
            target: old.target)
        selection.earlier = EarlierRun(record: record, name: "dist", lost: [plan.cells[1].id])
        #expect(try selection.applied(to: plan).carried.map(\.cell) == [plan.cells[4]])
    }

    @Test func aRunInWhichAllPassedLeavesNothingToDo() throws {
        var selection = Selection()
        let record = RunRecord(
            tool: "0", started: 0, cells: plan.cells.map { CellRecord(cell: $0, outcome: .passed) })
        selection.earlier = EarlierRun(record: record, name: "dist")
        let selected = try selection.applied(to: plan)
        #expect(selected.plan.cells.isEmpty && selected.carried.count == 8 && selected.cells == plan.cells)
    }

    @Test func timesAreThoseOfCellsThatRan() throws {
        var record = RunRecord(tool: "0", started: 0, cells: plan.cells.prefix(3).map { CellRecord(cell: $0) })
        record.cells[0].stages = [
            StageRecord(stage: .compile, seconds: 2, cached: false),
            StageRecord(stage: .smoke, seconds: 1, cached: false),
        ]
        record.cells[0].outcome = .passed
        record.cells[1].stages = [StageRecord(stage: .compile, seconds: 2, cached: false)]
        #expect(EarlierRun.times(of: record) == [plan.cells[0].id: 3])
    }
}
