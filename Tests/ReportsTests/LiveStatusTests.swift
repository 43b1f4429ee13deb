import Matrix
import Testing

@testable import Reports

@Suite struct LiveStatusTests {
    private func progress(_ events: [Event]) -> Progress {
        var progress = Progress()
        for event in events { progress.apply(event) }
        return progress
    }

    @Test("The counts, the time, and what each running cell does")
    func lines() throws {
        let running = progress(try Samples.interrupted().dropLast())
        #expect(
            LiveStatus().lines(running, now: Samples.start + 22, columns: 80, rows: 24) == [
                "[1/4]  1 passed  2 running  22.0 s",
                "  smoke    test_cli/cli/otp-29.1.1/any_linux_x86_64  22.0 s",
                "  compile  test_tui/tui/otp-27.3.4.1/any_linux_x86_64  12.0 s",
            ])
    }

    @Test(
        "No line is wider than the terminal, and the lines take half its height at most",
        arguments: [1, 2, 5, 10, 20, 40, 79])
    func fits(columns: Int) throws {
        let cells = try (0..<30).map { try Samples.cell("app\($0)測試👩‍👩‍👧\u{1B}[2J") }
        var running = Progress()
        running.apply(Event(time: 0, kind: .runStarted(RunStart(tool: "", cells: cells))))
        for cell in cells { running.apply(Event(time: 1, kind: Samples.began(cell, .compile))) }
        for rows in [1, 4, 6, 24] {
            let lines = LiveStatus().lines(running, now: 5, columns: columns, rows: rows)
            #expect(lines.count <= max(1, min(8, rows / 2)))
            #expect(lines.allSatisfy { ScreenText($0).width <= max(1, columns - 1) && !$0.contains("\u{1B}") })
            if rows == 24, columns > 20 { #expect(lines.last == "  and 24 more") }
        }
    }

    @Test("A finished run does nothing any more")
    func finished() throws {
        let done = progress(try Samples.green())
        #expect(
            LiveStatus().lines(done, now: Samples.start + 50, columns: 80, rows: 24) == ["[4/4]  4 passed  50.0 s"])
    }
}
