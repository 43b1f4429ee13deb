import Matrix
import Testing

@testable import Reports

@Suite struct VerdictTests {
    @Test("A green run is a table and a sum")
    func green() throws {
        #expect(
            Verdict(try Samples.record(Samples.green())).lines == [
                "cell                                                outcome    time     size",
                "test_cli/cli/otp-27.3.4.1/any_linux_x86_64          passed   12.1 s  8.6 MiB",
                "test_cli/cli/otp-29.1.1/any_linux_x86_64            passed   12.1 s  8.6 MiB",
                "test_tui/tui/otp-27.3.4.1/any_linux_x86_64          passed   12.1 s  8.6 MiB",
                "test_escript/escript/otp-27.3.4.1/any_linux_x86_64  passed   12.1 s  8.6 MiB",
                "",
                "from cache: fetch 0 of 4, compile 0 of 4, assemble 0 of 4, pack 0 of 4",
                "",
                "4 cells: 4 passed; 1 dropped (42.1 s)",
            ])
    }

    @Test("A run that had nothing to do says so")
    func cached() throws {
        let lines = Verdict(try Samples.record(Samples.green(cached: true))).lines
        #expect(lines.contains("nothing to fetch, compile or pack: all 4 from cache"))
    }

    @Test("One stage that had to be done is enough not to say so")
    func partlyCached() throws {
        var record = try Samples.record(Samples.green(cached: true))
        record.cells[2].stages[2].cached = false
        #expect(
            Verdict(record).lines.contains("from cache: fetch 4 of 4, compile 3 of 4, assemble 4 of 4, pack 4 of 4"))
        var unfinished = try Samples.record(Samples.green(cached: true))
        unfinished.cells[1].stages = []
        #expect(!Verdict(unfinished).lines.contains { $0.hasPrefix("nothing to") })
    }

    @Test("Red cells come last, each with stage, code, message, hint and log; no log line can be a command")
    func red() throws {
        var record = try Samples.record(Samples.red())
        record.cells[1].outcome = .failed(
            Failure(stage: .compile, code: "compile.failed", message: "no", log: ["::error::x\r::group::y", "last"]))
        let lines = Verdict(record).lines
        let story = try #require(lines.firstIndex(of: "failed  test_cli/cli/otp-27.3.4.1/any_linux_x86_64"))
        #expect(
            Array(lines[story...].prefix(7)) == [
                "failed  test_cli/cli/otp-27.3.4.1/any_linux_x86_64",
                "  smoke: smoke.exit-status",
                "  test_cli 'exits' ended with status 3 where 0 was expected",
                "  hint: run the artifact by hand",
                "  | boom",
                "  | last line",
                "  rerun: bmatrix run matrix.yaml --only test_cli/cli/otp-27.3.4.1/any_linux_x86_64",
            ])
        #expect(lines.contains("  | ::error::x"))
        #expect(lines.contains("  | ::group::y"))
        #expect(lines.contains("allowed to fail  test_escript/escript/otp-27.3.4.1/any_linux_x86_64  (preview of OTP)"))
        #expect(lines.last == "4 cells: 3 failed, 1 allowed to fail; 1 dropped (42.1 s)")
    }

    @Test("Interrupted cells are named, and the signal")
    func interrupted() throws {
        let lines = Verdict(try Samples.record(Samples.interrupted())).lines
        #expect(lines.filter { $0.contains("  interrupted  ") }.count == 2)
        #expect(lines[4] == "test_escript/escript/otp-27.3.4.1/any_linux_x86_64  interrupted")
        #expect(lines.last == "4 cells: 1 passed, 3 interrupted; 1 dropped (42.1 s), ended by signal 15")
    }

    @Test("Nothing foreign reaches the terminal as an escape sequence")
    func nasty() throws {
        let lines = Verdict(try Samples.nasty()).lines
        #expect(
            lines.allSatisfy { line in
                line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\t" }
            })
        #expect(Verdict(RunRecord(tool: "", started: 0)).lines == ["No cell was planned.", "", "0 cells"])
    }
}
