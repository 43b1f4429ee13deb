import Testing

@testable import Archive

@Suite struct ZipTests {
    private let entries = [
        Zip.Entry(path: "b/ebin/x.beam", contents: Array(repeating: 65, count: 5000)),
        Zip.Entry(path: "a/priv/", contents: [], isExecutable: true),
        Zip.Entry(path: "a/priv/run", contents: [1, 2, 3], isExecutable: true),
        Zip.Entry(path: "a/empty", contents: []),
    ]

    @Test("entries come back in their order") func roundTrip() throws {
        let bytes = try Zip.write(entries)
        #expect(try Zip.read(bytes) == entries)
        #expect(try Zip.write(entries) == bytes)
        #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    }

    @Test("the checksum is the one of the standard's check value") func checksum() throws {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test("headers hold sizes and checksums, with nothing left to descriptors") func headers() throws {
        let bytes = try Zip.write(entries)
        #expect(bytes[6..<8].elementsEqual([0, 8]))
        #expect(bytes[18..<22].elementsEqual([0x88, 0x13, 0, 0]))
    }

    @Test func namesBeyondASCIISurvive() throws {
        let entry = Zip.Entry(path: "señal/ünïcode", contents: [1])
        #expect(try Zip.read(Zip.write([entry])) == [entry])
    }

    @Test func damageIsNoticed() throws {
        let bytes = try Zip.write(entries)
        for length in [0, 10, bytes.count / 2] {
            let error = #expect(throws: ArchiveError.self) { try Zip.read(Array(bytes.prefix(length))) }
            #expect(error?.code == "archive.corrupt")
        }
    }

    @Test func limitsHold() throws {
        let bytes = try Zip.write(entries)
        let error = #expect(throws: ArchiveError.self) { try Zip.read(bytes, limits: UnpackLimits(bytes: 100)) }
        #expect(error?.code == "archive.too-large")
    }
}
