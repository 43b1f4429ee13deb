import Testing

@testable import Reports

@Suite struct PlainTextTests {
    @Test(
        "Escape sequences and control characters go, text stays",
        arguments: [
            ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}after", "after"),
            ("\u{1B}]8;;http://a\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"), ("\u{1B}(Bx\u{1B}7y\u{1B}=z", "xyz"),
            ("\u{1B}P1;2q data \u{1B}\\x", "x"), ("a\u{9B}2Jb", "ab"),
            ("a\u{0}\u{1}\u{8}\u{B}\u{C}\u{E}\u{7F}\u{85}b", "ab"),
            ("tab\tline\r\nend", "tab\tline\r\nend"), ("\u{FFFE}\u{FFFF}\u{FFFD}", "\u{FFFD}"),
            ("👩‍👩‍👧 Ana María", "👩‍👩‍👧 Ana María"), ("\u{1B}", ""), ("\u{1B}[", ""), ("\u{1B}[31", ""), ("", ""),
        ])
    func clean(raw: String, expected: String) { #expect(PlainText(raw).text == expected) }

    @Test("A string without an end swallows nothing but its introducer")
    func unterminated() {
        #expect(PlainText("\u{1B}]0;title\nnext line").text == "0;title\nnext line")
        #expect(PlainText("\u{1B}Ptext").text == "text")
    }

    @Test("Lines end at any line end, and the empty ones at the end go")
    func lines() {
        #expect(PlainText("a\r\nb\rc\n\nd\n\n").lines == ["a", "b", "c", "", "d"])
        #expect(PlainText("").lines == [])
        #expect(PlainText("a\n\nb\r\n").oneLine == "a b")
    }

    @Test("The middle of what is too long is left out")
    func excerpt() {
        #expect(PlainText.excerpt("abcdef", 6) == "abcdef")
        #expect(PlainText.excerpt("abcdefgh", 4) == "ab\n… the middle is left out …\ngh")
        #expect(PlainText.excerpt("\u{1B}[31mab\u{1B}[0mcd", 4) == "abcd")
        #expect(
            PlainText.excerpt("ab" + String(repeating: "é", count: 1_000_000) + "yz", 4)
                == "ab\n… the middle is left out …\nyz")
        #expect(PlainText.excerpt("abc", 0) == "\n… the middle is left out …\n")
    }
}
