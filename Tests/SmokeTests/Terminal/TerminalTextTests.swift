import Testing

@testable import Smoke

@Suite struct TerminalTextTests {
    private func plain(_ parts: String...) -> String {
        var text = TerminalText()
        for part in parts { text.feed(part.utf8) }
        return String(decoding: text.plain, as: UTF8.self)
    }

    @Test(arguments: [
        ("\u{1B}[7mOn\u{1B}[0m", "On"), ("\u{1B}[2J\u{1B}[10;20HHi", "Hi"), ("\u{1B}[?25l\u{1B}[38;5;12mé", "é"),
        ("a\r\nb\tc", "a\nb\tc"), ("\u{1B}]0;title\u{7}x", "x"), ("\u{1B}]8;;http://a\u{1B}\\link", "link"),
        ("\u{1B}(Bx", "x"), ("\u{1B}7x\u{1B}8", "x"), ("bell\u{7}", "bell"), ("\u{1B}\u{1B}[Ax", "x"),
        ("end\u{1B}[", "end"),
    ])
    func leavesOutWhatIsNotShown(_ output: String, _ shown: String) {
        #expect(plain(output) == shown)
    }

    @Test func sequencesMayBeCutAnywhere() {
        #expect(plain("a\u{1B}", "[3", "1", "mb\u{1B}]t", "itle\u{1B}", "\\c") == "abc")
    }

    @Test func keysSendWhatTerminalsSend() {
        #expect(Keys.bytes("up") == [27, 91, 65])
        #expect(Keys.bytes("enter") == [13])
        #expect(Keys.bytes("ctrl-c") == [3])
        #expect(Keys.bytes("é") == Array("é".utf8))
        for unknown in ["", "upwards", "ctrl-", "ctrl-é", "ctrl-cc", "ctrl-1"] { #expect(Keys.bytes(unknown) == nil) }
    }
}
