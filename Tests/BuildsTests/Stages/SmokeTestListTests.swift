import Configuration
import Matrix
import Testing

@testable import Builds

struct SmokeTestListTests {
    private static let matrix = """
        version: 1
        apps: {demo: {path: demo, modes: [cli, tui, daemon]}}
        matrix: {target: any_linux_x86_64, otp: "27"}
        smoke:
          cli:
            - {name: "é \\"x\\"", run: [a, "", "日本"], stdin: "\\0\\x01", expect: {exit: 3, stdout: "x", stderr: {contains: [y]}}}
          tui:
            - {name: keys, terminal: {size: 80x24, steps: [{wait: x}, {press: down}, {type: q}]}, expect: {exit: 0}}
          daemon:
            - name: echoes
              run: ["{port}"]
              daemon: {ready: {log: ready}, within: 20s, checks: [{tcp: {port: "{port}", send: a, receive: b}}]}
        """

    @Test func testsSurviveTheirLine() throws {
        let read = MatrixFile.read(bytes: Array(Self.matrix.utf8), name: "m", host: .x86_64)
        let file = try #require(read.file, "\(read.diagnostics)")
        let plan = try #require(file.plan(with: nil).plan)
        #expect(plan.cells.count == 3)
        for cell in plan.cells {
            let tests = file.settings(for: cell).smokeTests
            #expect(tests.count == 1)
            let line = try SmokeTestList.text(tests)
            #expect(!line.contains("\n"))
            #expect(SmokeTestList.tests(line) == tests)
            let again = try SmokeTestList.text(tests)
            #expect(again == line)
        }
    }

    @Test func anythingElseIsNoList() {
        #expect(SmokeTestList.tests("") == [])
        #expect(SmokeTestList.tests("[]") == [])
        for text in ["{}", "[1]", "[{}]", "[", "null", "\0"] { #expect(SmokeTestList.tests(text) == nil) }
    }
}
