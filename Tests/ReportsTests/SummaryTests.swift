import Matrix
import Testing

@testable import Reports

@Suite struct SummaryTests {
    @Test("A green run is a sentence, a table, and what was dropped")
    func green() throws {
        let page = Summary(try Samples.record(Samples.green())).markdown
        #expect(page.hasPrefix("# All cells are green\n\n4 cells: 4 passed; 1 dropped, in 42.1 s.\n"))
        #expect(
            page.contains(
                "| passed | test\\_cli | cli | 27.3.4.1 | 1.18.3 | any\\_linux\\_x86\\_64 | 12.1 s | 8.6 MiB |\n"))
        #expect(page.contains("<details><summary>1 cell was dropped</summary>"))
        #expect(page.contains("tui needs a Unix terminal"))
        #expect(!page.contains("## Failures"))
    }

    @Test("Failures come last, with code, message, hint and log")
    func red() throws {
        let page = Summary(try Samples.record(Samples.red())).markdown
        #expect(page.hasPrefix("# 3 cells failed\n"))
        let failures = try #require(page.split(separator: "## Failures").last)
        #expect(!failures.contains("</details>"))
        #expect(failures.contains("### `test_cli/cli/otp-27.3.4.1/any_linux_x86_64`"))
        #expect(failures.contains("**smoke**, `smoke.exit-status`: test\\_cli 'exits' ended with status 3"))
        #expect(failures.contains("Hint: run the artifact by hand"))
        #expect(failures.contains("```text\nboom\nlast line\n```"))
        #expect(failures.contains("Allowed to fail: preview of OTP"))
    }

    @Test("Interrupted cells are told of")
    func interrupted() throws {
        let page = Summary(try Samples.record(Samples.interrupted())).markdown
        #expect(page.hasPrefix("# The run was interrupted\n"))
        #expect(page.contains("ended by signal 15"))
        #expect(page.split(separator: "| **interrupted** |").count == 4)
        #expect(!page.contains("## Failures"))
    }

    @Test("However much there is to tell, the page stays within its limit and says what it leaves out")
    func limit() throws {
        let log = (0..<200).map { "line \($0) " + String(repeating: "`é", count: 2000) }
        let failure = Failure(stage: .smoke, code: "smoke.stdout", message: log[0], hint: log[1], log: log)
        let cell = try Samples.cell("a")
        let record = RunRecord(
            tool: "", started: 0,
            cells: Array(repeating: CellRecord(cell: cell, outcome: .failed(failure)), count: 1000),
            dropped: Array(repeating: DroppedCell(cell: cell, reason: log[2]), count: 1000))
        let limit = 96 * 1024
        let page = Summary(record).markdown(limit: limit)
        #expect(page.utf8.count <= limit)
        #expect(page.utf8.count > limit / 2)
        #expect(Summary(record).markdown.utf8.count <= 960 * 1024)
        #expect(page.contains(" more cells are in `run.json`."))
        #expect(page.contains(" more dropped cells are in `run.json`."))
        #expect(page.contains(" more cells are told of in `run.json`."))
    }

    @Test("Foreign text is no markup")
    func nasty() throws {
        let page = Summary(try Samples.nasty()).markdown
        #expect(!page.contains("\u{1B}"))
        #expect(page.contains("Hint: \\]\\]&gt;  red   👩‍👩‍👧 &lt;a b='\"'&gt;&amp;amp;"))
    }
}
