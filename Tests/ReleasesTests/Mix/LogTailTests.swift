import Host
import SystemPackage
import Testing

@testable import Releases

struct LogTailTests {
    private func lines(_ text: String, count: Int = 40) throws -> [String] {
        try withTemporaryFolder { folder in
            try fill(folder, ["log": text])
            return LogTail.lines(of: folder.appending("log"), disk: Disk(), count: count)
        }
    }

    @Test func takesTheLastLines() throws {
        let text = (1...100).map { "line \($0)\n" }.joined()
        #expect(try lines(text, count: 3) == ["line 98", "line 99", "line 100"])
        #expect(try lines("one\n\n  two\n\n\n") == ["one", "", "  two"])
        #expect(try lines("") == [])
    }

    @Test func takesTheEndOfALongLog() throws {
        let text = String(repeating: "é", count: 200_000) + "\nlast\n"
        let lines = try lines(text)
        #expect(lines.last == "last")
        #expect(lines.joined().utf8.count <= 70 << 10)
    }

    @Test func leavesOutColourAndControl() throws {
        let text = "\u{1B}[1m\u{1B}[31merror:\u{1B}[0m\tbad\r\n\u{1B}[38;5;12mx\u{1B}[K\u{7}y\u{1B}\n\u{1B}["
        #expect(try lines(text) == ["error:\tbad", "xy"])
    }

    @Test func survivesBytesThatAreNoText() throws {
        try withTemporaryFolder { folder in
            try put([0xFF, 0xFE, 0x41, 0x0A, 0xC3], at: folder.appending("log"))
            #expect(LogTail.lines(of: folder.appending("log"), disk: Disk()).first?.hasSuffix("A") == true)
        }
    }

    @Test func aLogThatIsNotThereHasNoLines() {
        #expect(LogTail.lines(of: "/does/not/exist", disk: Disk()).isEmpty)
    }
}
