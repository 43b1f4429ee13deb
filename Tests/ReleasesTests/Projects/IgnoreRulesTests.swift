import Testing

@testable import Releases

struct IgnoreRulesTests {
    @Test(
        "as git check-ignore says",
        arguments: [
            ("*.log", "a/b.log", false, true), ("*.log", "b.logs", false, nil), ("/b", "a/b", false, nil),
            ("/b", "b", false, true), ("b/", "a/b", true, true), ("b/", "a/b", false, nil),
            ("a/b", "a/b", false, true), ("a/b", "c/a/b", false, nil), ("**/b", "a/c/b", false, true),
            ("**/b", "b", false, true), ("a/**", "a/x/y", false, true), ("a/**", "a", true, nil),
            ("a/**/b", "a/b", false, true), ("a/**/b", "a/x/y/b", false, true), ("a*c", "abbc", false, true),
            ("a/*", "a/b/c", false, nil), ("[a-c]x", "bx", false, true), ("[!a-c]x", "bx", false, nil),
            ("?x", "ax", false, true), ("\\#a", "#a", false, true), ("# a", "# a", false, nil), ("", "a", false, nil),
            ("*\n!b", "b", false, false), ("!b\n*", "b", false, true), ("a ", "a", false, true), ("[", "[", false, nil),
            ("*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, nil), ("/", "a", true, nil),
        ] as [(String, String, Bool, Bool?)])
    func verdicts(text: String, path: String, isFolder: Bool, verdict: Bool?) {
        #expect(IgnoreRules(text).verdict(on: path, isFolder: isFolder) == verdict)
    }
}
