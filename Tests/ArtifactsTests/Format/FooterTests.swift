import Testing

@testable import Artifacts

@Suite struct FooterTests {
    private let footer = Footer(
        payloadOffset: 4096, payloadSize: 100, manifestOffset: 4196, manifestSize: 30, manifestHash: 0x0102_0304,
        total: 4290)

    @Test func has64BytesThatReadBack() {
        #expect(footer.bytes.count == 64)
        #expect(footer.bytes.suffix(8).elementsEqual("BMATRIX\u{01}".utf8))
        #expect(Footer(footer.bytes) == footer)
        #expect(footer.isConsistent(fileSize: 4290))
    }

    @Test func eachWrongNumberIsSeen() {
        let changes: [(inout Footer) -> Void] = [
            { $0.payloadOffset += 1 }, { $0.payloadSize -= 1 }, { $0.payloadSize = .max }, { $0.total = 0 },
            { $0.manifestOffset = .max }, { $0.manifestSize = .max }, { $0.flags = 1 },
        ]
        for change in changes {
            var changed = footer
            change(&changed)
            #expect(!changed.isConsistent(fileSize: 4290))
        }
        #expect(!footer.isConsistent(fileSize: 4291))
    }

    @Test func otherBytesAreNoFooter() {
        #expect(Footer([]) == nil)
        #expect(Footer([UInt8](repeating: 0, count: 64)) == nil)
        #expect(Footer(footer.bytes + [0]) == nil)
    }
}
