import Archive
import Testing

@Suite struct ZstandardTests {
    private let text = Array(String(repeating: "Erlang/OTP and Elixir, ", count: 20_000).utf8)

    @Test("bytes come back", arguments: [-5, 1, 3, 19, 22] as [Int32])
    func roundTrip(level: Int32) throws {
        for bytes in [[], [7], text] {
            let packed = try Zstandard.compress(bytes, level: level)
            #expect(try Zstandard.decompress(packed, limit: bytes.count) == bytes)
        }
    }

    @Test func sameBytesComeOut() throws {
        #expect(try Zstandard.compress(text, level: 3) == Zstandard.compress(text, level: 3))
    }

    @Test func theFrameTellsSizeAndChecksum() throws {
        // Frame_Header_Descriptor of RFC 8878: bit 2 is the checksum flag, bits 5 to 7 tell of the content's size.
        let descriptor = try Zstandard.compress(text, level: 3)[4]
        #expect(descriptor & 0b100 != 0)
        #expect(descriptor & 0b1110_0000 != 0)
    }

    @Test func framesFollowEachOther() throws {
        let packed = try Zstandard.compress([1, 2], level: 1) + Zstandard.compress([3], level: 1)
        #expect(try Zstandard.decompress(packed, limit: 10) == [1, 2, 3])
    }

    @Test func theLimitHolds() throws {
        let packed = try Zstandard.compress(text, level: 3)
        #expect(throws: ArchiveError.tooLarge(archive: "the compressed data", limit: 1000)) {
            try Zstandard.decompress(packed, limit: 1000)
        }
    }

    @Test func damageIsNoticed() throws {
        let packed = try Zstandard.compress(text, level: 3)
        for length in [0, 3, 10, packed.count / 2, packed.count - 1] {
            expectCorrupt(Array(packed.prefix(length)))
        }
        expectCorrupt(packed + [1, 2, 3])
        expectCorrupt(packed.dropLast() + [packed[packed.count - 1] ^ 1])
    }

    @Test func levelsOutOfRangeAreRefused() {
        let error = #expect(throws: ArchiveError.self) { try Zstandard.compress([1], level: 99) }
        #expect(error?.code == "archive.compression")
    }

    private func expectCorrupt(_ bytes: [UInt8]) {
        let error = #expect(throws: ArchiveError.self) { try Zstandard.decompress(bytes, limit: 10_000_000) }
        #expect(error?.code == "archive.corrupt")
    }
}
