import FoundationEssentials
import Matrix
import Testing

@Suite struct SmokeTestCodingTests {
    private static let tests: [(SmokeTest, String)] = [
        (SmokeTest(name: "starts"), #"{"name":"starts"}"#),
        (
            SmokeTest(
                name: "greets", arguments: ["hello", "Ana María"], environment: ["A": "b"], stdin: "",
                expect: Expectation(
                    exit: 3, stdout: TextExpectation(equals: "Hello\n", contains: ["H"], matches: ["^H"])),
                timeout: 2.5),
            #"{"arguments":["hello","Ana María"],"environment":{"A":"b"},"expect":{"exit":3,"stdout":"#
                + #"{"contains":["H"],"equals":"Hello\n","matches":["^H"]}},"name":"greets","stdin":"","timeout":2.5}"#
        ),
        (
            SmokeTest(name: "starts", expect: Expectation(exit: .any)),
            #"{"expect":{"exit":"any"},"name":"starts"}"#
        ),
        (
            SmokeTest(
                name: "menu",
                drive: .terminal(TerminalScript(steps: [.wait("> One"), .press(["down", "enter"]), .type("q")])),
                expect: Expectation(exit: 0, signal: 2)),
            #"{"expect":{"exit":0,"signal":2},"name":"menu","terminal":{"columns":80,"rows":24,"#
                + #""steps":[{"wait":"> One"},{"press":["down","enter"]},{"type":"q"}]}}"#
        ),
        (
            SmokeTest(
                name: "echoes",
                drive: .daemon(
                    DaemonLife(
                        ready: .port("{port}"), readyWithin: 5,
                        checks: [
                            .tcp(port: "{port}", send: "a", receive: "b"), .file("beat", contains: "1"),
                            .log(contains: "ready"),
                        ]))),
            #"{"daemon":{"checks":[{"receive":"b","send":"a","tcp":"{port}"},{"contains":"1","file":"beat"},{"log":"ready"}],"#
                + #""ready":{"port":"{port}"},"readyWithin":5},"name":"echoes"}"#
        ),
    ]

    @Test("A test's JSON holds what differs from the usual, and is read back", arguments: tests)
    func roundTrip(test: SmokeTest, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(test), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(SmokeTest.self, from: Data(json.utf8)) == test)
    }

    @Test(
        "Every way to be ready is read back", arguments: [.file("a"), .port("1"), .log("b")] as [DaemonLife.Readiness])
    func readiness(ready: DaemonLife.Readiness) throws {
        let data = try JSONEncoder().encode(ready)
        #expect(try JSONDecoder().decode(DaemonLife.Readiness.self, from: data) == ready)
    }

    @Test(
        "What is no test is an error",
        arguments: [
            "{}", #"{"name":"a","terminal":{"columns":80,"rows":24,"steps":[{}]}}"#,
            #"{"name":"a","daemon":{"readyWithin":5,"checks":[],"ready":{}}}"#,
        ])
    func errors(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(SmokeTest.self, from: Data(json.utf8)) }
    }
}
