import Testing

@testable import Matrix

struct GlobTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("*", "", true), ("*", "any", true), ("a*a", "a", false), ("a*a", "aa", true),
        ("*ab*ab*", "abab", true), ("*ab*ab*", "abcb", false), ("a*b*c", "abbc", true), ("a*b*c", "acb", false),
        ("*é", "café", true), ("**x", "yx", true), ("27*", "27.3", true), ("2?", "27", false),
    ])
    func starsStandForAnyText(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    /// Every short pattern against every short text, as the definition has it.
    @Test func allShortPatternsMatchAsDefined() {
        func defined(_ pattern: Substring, _ text: Substring) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            if first != "*" { return text.first == first && defined(pattern.dropFirst(), text.dropFirst()) }
            return (0...text.count).contains { defined(pattern.dropFirst(), text.dropFirst($0)) }
        }
        func words(_ letters: [Character], _ length: Int) -> [String] {
            length == 0 ? [""] : words(letters, length - 1).flatMap { word in [word] + letters.map { word + [$0] } }
        }
        for pattern in Set(words(["a", "b", "*"], 4)) {
            let glob = Glob(pattern)
            for text in Set(words(["a", "b"], 4)) where glob.matches(text) != defined(pattern[...], text[...]) {
                Issue.record("'\(pattern)' and '\(text)'")
            }
        }
    }

    @Test(arguments: [
        ("27", "27.3.4.1", true), ("27.3", "27.3.4.1", true), ("27.3.4.1", "27.3.4.1", false), ("2", "27.3", false),
        ("27*", "27.3", false), ("", ".1", true),
    ])
    func aVersionIsLedByItsBeginning(_ pattern: String, _ version: String, _ leads: Bool) {
        #expect(Glob(pattern).leads(version) == leads)
    }
}
