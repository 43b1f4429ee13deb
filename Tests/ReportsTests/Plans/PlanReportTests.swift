import Matrix
import Testing

@testable import Reports

@Suite struct PlanReportTests {
    @Test("The plan as tables")
    func lines() throws {
        let unknown = Cell(
            app: "a", mode: .cli, otpRequest: try #require(VersionRequest("31")), otp: nil, elixir: nil,
            target: try #require(Target.named("any_linux_x86_64", host: .x86_64)))
        let cells = Array(try Samples.cells().prefix(1)) + [unknown]
        #expect(
            PlanReport(cells: cells, dropped: try Samples.dropped()).lines() == [
                "cell                                        app       mode  OTP             Elixir     target",
                "test_cli/cli/otp-27.3.4.1/any_linux_x86_64  test_cli  cli   27.3.4.1 (27)   1.18.3     any_linux_x86_64",
                "a/cli/otp-31/any_linux_x86_64               a         cli   31 (not found)  not found  any_linux_x86_64",
                "",
                "dropped                                   reason",
                "test_tui/tui/otp-27.3.4.1/windows_x86_64  tui needs a Unix terminal",
                "",
                "2 cells selected, 1 dropped",
            ])
    }

    @Test("What needs the system's glibc is marked")
    func glibc() throws {
        let cells = Array(try Samples.cells().prefix(1))
        let selected = Selected(plan: Plan(), cells: cells, deselected: [], carried: [], notes: [])
        let floors = [cells[0].id: try #require(Version("2.36"))]
        let report = PlanReport(selected, rules: [:], glibc: floors)
        #expect(report.lines().contains { $0.hasSuffix("any_linux_x86_64  glibc 2.36 or newer") })
        let document = try JSONText.decode(PlanDocument.self, report.json())
        #expect(document.glibc == [cells[0].id.text: "2.36"])
    }

    @Test("The plan as JSON")
    func json() throws {
        let report = PlanReport(cells: try Samples.cells(), dropped: try Samples.dropped())
        let document = try JSONText.decode(PlanDocument.self, report.json())
        #expect(document.format == 1)
        #expect(document.cells == (try Samples.cells()))
        #expect(document.dropped == (try Samples.dropped()))
    }

    @Test("An empty plan says so")
    func empty() {
        #expect(
            PlanReport(cells: [], dropped: []).lines() == ["No cell is selected.", "", "0 cells selected, 0 dropped"])
    }

    @Test("What else there is to tell of a choice")
    func choice() throws {
        let cells = try Samples.cells()
        let plan = Plan()
        let selected = Selected(
            plan: plan, cells: Array(cells.prefix(2)),
            deselected: [
                DeselectedCell(cell: cells[2], reason: "not in --only"),
                DeselectedCell(cell: cells[3], reason: "in another shard"),
                DeselectedCell(cell: cells[3], reason: "not in --only"),
            ], shard: Shard(number: 2, count: 5, matrix: "00"), carried: [CellRecord(cell: cells[0], outcome: .passed)],
            notes: [])
        let expected = ExpectedFailure(reason: "crashes", issue: "#7")
        let rules: [CellID: OutcomeRule] = [
            cells[0].id: .expectedToFail(expected), cells[1].id: .allowedToFail(reason: "preview"),
        ]
        let report = PlanReport(selected, rules: rules)
        let lines = report.lines()
        #expect(lines[1].hasSuffix("  carried over; expected to fail: crashes (#7)"))
        #expect(lines[2].hasSuffix("  allowed to fail: preview"))
        #expect(
            lines.dropFirst(3) == [
                "", "2 cells selected (shard 2/5), 1 of them carried over, 0 dropped, 3 not selected:",
                "  2 not in --only", "  1 in another shard",
            ])
        let document = try JSONText.decode(PlanDocument.self, report.json())
        #expect(document.carried == [cells[0].id] && document.shard?.count == 5 && document.deselected?.count == 3)
        #expect(document.rules?[cells[1].id.text] == "allowed to fail: preview")
    }
}
