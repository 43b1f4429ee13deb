import Testing

@testable import Configuration

@Suite struct DiagnosticTests {
    private func diagnostic(
        source: String, column: Int, length: Int, line: Int = 7, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        Diagnostic(
            severity: severity, code: "config.unknown-key", file: "matrix.yaml", line: line, column: column,
            length: length, source: source, message: "unknown key 'taget'", notes: ["did you mean 'target'?"])
    }

    @Test func aCaretStandsBelowTheText() {
        #expect(
            diagnostic(source: "  taget: x", column: 3, length: 5).rendered() == """
                matrix.yaml:7:3: error: unknown key 'taget'
                 7 |   taget: x
                   |   ^~~~~
                   = did you mean 'target'?

                """)
    }

    @Test func colourIsOnlyAddedToIt() {
        let plain = diagnostic(source: "a: b", column: 1, length: 1, severity: .warning)
        let coloured = plain.rendered(colour: true)
        #expect(coloured.contains("\u{1B}[33mwarning:\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain.rendered())
    }

    @Test func wideLinesAndNumbersStayAligned() {
        let lines = diagnostic(source: "\te\u{301}x: y", column: 4, length: 1, line: 1234).rendered()
            .split(separator: "\n")
        #expect(lines[1] == " 1234 | \te\u{301}x: y")
        #expect(lines[2] == "      | \t ^")
    }

    @Test func nothingInAFileCommandsTheTerminal() {
        let text = diagnostic(source: "a: \u{1B}[2J\u{9B}\u{202E}", column: 1, length: 1).rendered()
        #expect(text.contains("a: \\u{1B}[2J\\u{9B}\\u{202E}"))
    }

    @Test func ofAVeryLongLineOnlyTheSurroundingsAreShown() {
        let line = String(repeating: "a", count: 5000) + "b" + String(repeating: "c", count: 5000)
        let lines = diagnostic(source: line, column: 5001, length: 900).rendered().split(separator: "\n")
        #expect(lines[1] == " 7 | " + String(repeating: "a", count: 120) + "b" + String(repeating: "c", count: 79))
        #expect(lines[2] == "   | " + String(repeating: " ", count: 120) + "^" + String(repeating: "~", count: 79))
    }

    @Test(arguments: [
        ("taget", "target"), ("Target", "target"), ("tagret", "target"), ("elixr", "elixir"), ("optp", "otp"),
        ("", nil), ("completely-else", nil), ("x", nil),
    ])
    func theNearestNameIsFound(written: String, expected: String?) {
        #expect(nearestName(to: written, in: ["target", "otp", "elixir", "mode"]) == expected)
    }

    @Test func aHostileFileGetsAHundredDiagnosticsAtMost() {
        let keys = (0..<3000).map { "k\($0): 1" }.joined(separator: "\n")
        #expect(briefly("version: 1\n" + keys).count == 100)
    }
}
