import Digest
import FoundationEssentials
import Testing

@Suite struct DigestValueTests {
    private let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func hexGoesBothWays() throws {
        let value = try #require(DigestValue(hex: hex))
        #expect(value.hex == hex)
        #expect(DigestValue(hex: hex.uppercased()) == value)
        #expect(DigestValue(bytes: value.bytes) == value)
    }

    @Test(
        "texts that are no digest",
        arguments: ["", "ab", String(repeating: "g", count: 64), String(repeating: "é", count: 32)])
    func badTextsAreRefused(text: String) {
        #expect(DigestValue(hex: text) == nil)
    }

    @Test func otherCountsOfBytesAreRefused() {
        #expect(DigestValue(bytes: [1, 2, 3]) == nil)
        #expect(DigestValue(bytes: Array(repeating: 0, count: 33)) == nil)
    }

    @Test func itIsWrittenAsText() throws {
        let value = try #require(DigestValue(hex: hex))
        let json = try JSONEncoder().encode([value])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(hex)\"]")
        #expect(try JSONDecoder().decode([DigestValue].self, from: json) == [value])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([DigestValue].self, from: Data("[\"x\"]".utf8)) }
    }

    @Test func itIsOrderedLikeItsText() throws {
        let low = try #require(DigestValue(hex: String(repeating: "0", count: 64)))
        let high = try #require(DigestValue(hex: hex))
        #expect(low < high)
    }
}
