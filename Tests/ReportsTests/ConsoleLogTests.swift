import Matrix
import Testing

@testable import Reports

@Suite struct ConsoleLogTests {
    private func lines(_ events: [Event], style: Style = .plain) -> [String] {
        var log = ConsoleLog(style: style)
        return events.flatMap { log.lines($0) }
    }

    @Test("One line at the start and one for each finished cell")
    func green() throws {
        #expect(
            lines(try Samples.green()) == [
                "bmatrix 0.1.0: 4 cells, 1 dropped",
                "[1/4]  passed  test_cli/cli/otp-27.3.4.1/any_linux_x86_64  12.1 s  8.6 MiB",
                "[2/4]  passed  test_cli/cli/otp-29.1.1/any_linux_x86_64  12.1 s  8.6 MiB",
                "[3/4]  passed  test_tui/tui/otp-27.3.4.1/any_linux_x86_64  12.1 s  8.6 MiB",
                "[4/4]  passed  test_escript/escript/otp-27.3.4.1/any_linux_x86_64  12.1 s  8.6 MiB",
            ])
    }

    @Test("A red cell's line tells stage and code")
    func red() throws {
        let lines = lines(try Samples.red())
        #expect(lines[1].hasSuffix("12.1 s  8.6 MiB  smoke: smoke.exit-status"))
        #expect(lines[2] == "[2/4]  failed  test_cli/cli/otp-29.1.1/any_linux_x86_64  compile: compile.failed")
        #expect(lines[4].hasPrefix("[4/4]  allowed-to-fail  test_escript/"))
    }

    @Test("A stage that takes long is told of after 10 s, then after 20 and 40, together with others of its kind")
    func patience() throws {
        let cells = try Samples.cells()
        var log = ConsoleLog()
        _ = log.lines(try Samples.begin())
        for cell in cells.prefix(3) { _ = log.lines(Event(time: 100, kind: Samples.began(cell, .compile))) }
        _ = log.lines(Event(time: 100, kind: Samples.began(cells[3], .fetch)))
        #expect(log.lines(at: 109).isEmpty)
        #expect(
            log.lines(at: 110) == [
                "[0/4]  still at fetch after 10.0 s: test_escript/escript/otp-27.3.4.1/any_linux_x86_64",
                "[0/4]  still at compile after 10.0 s: test_cli/cli/otp-27.3.4.1/any_linux_x86_64 and 2 more",
            ])
        #expect(log.lines(at: 119).isEmpty)
        #expect(log.lines(at: 120).count == 2)
        _ = log.lines(Event(time: 121, kind: Samples.ended(cells[3], .fetch, 21)))
        #expect(log.lines(at: 139).isEmpty)
        #expect(log.lines(at: 140).count == 1)
        _ = log.lines(Event(time: 150, kind: Samples.began(cells[3], .compile)))
        #expect(
            log.lines(at: 160) == [
                "[0/4]  still at compile after 10.0 s: test_escript/escript/otp-27.3.4.1/any_linux_x86_64"
            ])
    }

    @Test("Interrupted cells are told of only if they had begun")
    func interrupted() throws {
        let cells = try Samples.cells()
        let ends = [cells[2], cells[3]].map { Event(time: 60, kind: .cellFinished($0.id, .interrupted)) }
        let lines = lines(try Samples.interrupted().dropLast() + ends)
        #expect(lines.count == 3)
        #expect(lines[2] == "[2/4]  interrupted  test_tui/tui/otp-27.3.4.1/any_linux_x86_64  1.0 s")
    }

    @Test("Colour is an option")
    func style() throws {
        #expect(lines(try Samples.green()).allSatisfy { !$0.contains("\u{1B}") })
        #expect(lines(try Samples.green(), style: .ansi)[1].contains("\u{1B}[32mpassed\u{1B}[0m"))
    }
}
