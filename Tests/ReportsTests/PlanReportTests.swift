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
}
