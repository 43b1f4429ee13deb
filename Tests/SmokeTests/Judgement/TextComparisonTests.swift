import Matrix
import Testing

@testable import Smoke

@Suite struct TextComparisonTests {
    private func complaint(_ actual: String, _ expected: TextExpectation) -> String? {
        TextComparison(expected: expected, actual: Array(actual.utf8)).complaint
    }

    @Test(arguments: [
        ("abc", "abc", nil),
        ("", "", nil),
        ("abd", "abc", #"differs at line 1, column 3: expected "c", got "d""#),
        ("", "abc", #"differs at line 1, column 1: expected "abc", got nothing"#),
        ("abc", "", #"differs at line 1, column 1: expected nothing, got "abc""#),
        ("abc", "abc\n", #"differs at line 1, column 4: expected "\n", got the end"#),
        ("abc\n\n", "abc\n", #"differs at line 2, column 1: expected the end, got "\n""#),
        ("one\ntwo x", "one\ntwo y", #"differs at line 2, column 5: expected "y", got "x""#),
        ("Mar\u{ED}a", "Mar\u{E9}a", #"differs at line 1, column 4: expected "éa", got "ía""#),
        ("a\r\n", "a\n", #"differs at line 1, column 2: expected "\n", got "\r\n""#),
    ])
    func showsTheFirstDifference(_ actual: String, _ wanted: String, _ expected: String?) {
        #expect(complaint(actual, TextExpectation(equals: wanted)) == expected)
    }

    @Test func damagedTextIsComparedByBytes() {
        let comparison = TextComparison(expected: TextExpectation(equals: "a\u{FFFD}"), actual: [0x61, 0xFF])
        #expect(comparison.complaint?.hasPrefix("differs at line 1, column 2") == true)
    }

    @Test func textsMustOccur() {
        #expect(complaint("a\r\nb", TextExpectation(contains: ["a\r", "\nb", ""])) == nil)
        #expect(complaint("abab", TextExpectation(contains: ["ab", "abb"])) == #"does not contain "abb""#)
        #expect(complaint("", TextExpectation(contains: ["a"])) == #"does not contain "a""#)
        #expect(complaint("aab", TextExpectation(contains: ["ab"])) == nil)
    }

    @Test func patternsMatchByLine() {
        #expect(complaint("x\nport 4000\ny", TextExpectation(matches: [#"^port \d+$"#])) == nil)
        #expect(complaint("port x", TextExpectation(matches: [#"\d"#])) == #"does not match /\d/"#)
        #expect(complaint("x", TextExpectation(matches: ["("]))?.contains("not a valid regular expression") == true)
    }
}
