import Testing

@testable import YAML

@Suite struct SyntaxProblemTests {
    @Test(arguments: [
        ("a:\n\tb: 1\n", "yaml.tab 2:1 a tab where only spaces may stand"),
        ("a:\n  b: 1\n \tc: 2\n", "yaml.tab 3:2 a tab where only spaces may stand"),
        ("- a\n-\t- b\n", "yaml.tab 2:2 a tab where only spaces may stand"),
        ("a: [1, 2\nb: 3\n", "yaml.syntax 2:2 expected ',' or ']'"),
        ("a: {b: 1\nc: 3\n", "yaml.syntax 2:2 expected ',' or '}'"),
        ("a: 1\nb\nc: 2\n", "yaml.syntax 2:1 a ':' is missing after this key"),
        ("a: 1\n  b: 2\n", "yaml.syntax 2:4 a ':' is not allowed here"),
        ("a:\n  b: 1\n c: 2\n", "yaml.syntax 3:2 expected a key"),
        ("- a\nb: 1\n", "yaml.syntax 2:1 expected '-'"),
        ("a: \"open\nb: 1\n", "yaml.syntax 1:4 the quote that begins here is not closed"),
        ("a: @b\n", "yaml.syntax 1:4 no value can begin with this character"),
        ("a: \"\\q\"\n", "yaml.syntax 1:5 unknown escape after '\\'"),
        ("a: \u{1}\n", "yaml.syntax 1:4 control characters are not allowed"),
        ("a: - b\n", "yaml.syntax 1:4 a list cannot begin here"),
        ("a: 1\n...\nb: 2\n", "yaml.syntax 3:1 text behind the end of the document"),
    ])
    func libraryProblemsAreToldInPlainWords(text: String, expected: String) {
        #expect(verdict(text) == expected)
    }

    @Test func bytesThatAreNotUTF8AreFound() {
        let error = problem(Array("a: 1\nbä: ".utf8) + [0xFF, 0x0A])
        #expect(error?.code == "yaml.encoding")
        #expect(error?.position == YAMLPosition(line: 2, column: 5))
        #expect(problem([0xFF, 0xFE, 0x61, 0])?.code == "yaml.encoding")
    }

    @Test func filesBeyondTheLimitAreRefusedUnread() {
        #expect(problem(Array(repeating: 0x23, count: (1 << 20) + 1))?.code == "yaml.too-large")
        var limits = YAMLDocument.Limits()
        limits.bytes = 3
        #expect(problem(Array("a: 1".utf8), limits: limits)?.message.contains("4 bytes, at most 3") == true)
    }
}
