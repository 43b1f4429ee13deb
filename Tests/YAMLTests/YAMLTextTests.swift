import Testing

@testable import YAML

@Suite struct YAMLTextTests {
    @Test func linesEndWhereYAMLEndsThem() {
        let text = YAMLText(Array("one\r\ntwo\rthree\nfour\u{85}five\u{2028}six".utf8))
        #expect((0...7).map(text.line) == ["", "one", "two", "three", "four", "five", "six", ""])
        #expect(YAMLText([]).line(1) == "")
        #expect(YAMLText([0x61, 0xFF]).line(1) == "a\u{FFFD}")
    }

    @Test func placesOfBytesCountCharacters() {
        let text = YAMLText(Array("äb\ncd".utf8))
        #expect(text.position(ofByte: 3) == YAMLPosition(line: 1, column: 3))
        #expect(text.position(ofByte: 4) == YAMLPosition(line: 2, column: 1))
        #expect(text.position(ofByte: 99) == YAMLPosition(line: 2, column: 3))
    }
}
