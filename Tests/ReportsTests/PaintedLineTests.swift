import Testing

@testable import Reports

@Suite struct PaintedLineTests {
    private var line = PaintedLine(" ")

    @Test mutating func partsOfOnePaintAreOne() {
        line.add("a", .red)
        line.add("b", .red)
        line.add("c")
        #expect(line.text(.ansi) == " \u{1B}[31mab\u{1B}[0mc")
        #expect(line.text(.plain) == " abc" && line.width == 4)
    }

    @Test("Cuts with an ellipsis, wherever that falls", arguments: 0...9)
    mutating func cuts(columns: Int) {
        line.add("測試", .red)
        line.add("xyz")
        let cut = line.cut(to: columns)
        #expect(cut.width <= columns)
        #expect(cut.text(.plain) == ScreenText(" 測試xyz").cut(to: columns))
    }

    @Test mutating func pads() {
        line.pad(to: 4)
        line.pad(to: 2)
        #expect(line.text(.plain) == "    ")
    }
}
