import Testing

@testable import Reports

@Suite struct ScreenTextTests {
    @Test(
        "Widths and cuts", arguments: [("abc", 3, "ab…", 3), ("測試測試", 8, "測…", 4), ("👩‍👩‍👧é", 3, "…", 2), ("", 0, "", 1)])
    func cut(text: String, width: Int, short: String, columns: Int) {
        #expect(ScreenText(text).width == width)
        #expect(ScreenText(text + (text.isEmpty ? "" : "xyz")).cut(to: columns) == short)
        #expect(ScreenText(text).cut(to: width) == text)
        #expect(ScreenText(text).cut(to: -1).isEmpty)
    }
}
