import Archive
import Testing

@Suite struct ZipTests {
    private let entries = [
        Zip.Entry(path: "b/ebin/x.beam", contents: Array(repeating: 65, count: 5000)),
        Zip.Entry(path: "a/priv/", contents: [], isExecutable: true),
        Zip.Entry(path: "a/priv/run", contents: [1, 2, 3], isExecutable: true),
        Zip.Entry(path: "a/empty", contents: []),
    ]

    @Test("entries come back in their order", arguments: [Zip.Method.stored, .deflated])
    func roundTrip(method: Zip.Method) throws {
        let bytes = try Zip.write(entries, method: method)
        #expect(try Zip.read(bytes) == entries)
        #expect(try Zip.write(entries, method: method) == bytes)
        #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    }

    @Test func storedKeepsAndDeflatedShrinks() throws {
        #expect(try Zip.write(entries, method: .stored).count > 5000)
        #expect(try Zip.write(entries, method: .deflated).count < 2000)
    }

    @Test func namesBeyondASCIISurvive() throws {
        let entry = Zip.Entry(path: "señal/ünïcode", contents: [1])
        #expect(try Zip.read(Zip.write([entry], method: .stored)) == [entry])
    }

    @Test func damageIsNoticed() throws {
        let bytes = try Zip.write(entries, method: .deflated)
        for length in [0, 10, bytes.count / 2] {
            let error = #expect(throws: ArchiveError.self) { try Zip.read(Array(bytes.prefix(length))) }
            #expect(error?.code == "archive.corrupt")
        }
    }

    @Test func limitsHold() throws {
        let bytes = try Zip.write(entries, method: .deflated)
        let error = #expect(throws: ArchiveError.self) { try Zip.read(bytes, limits: UnpackLimits(bytes: 100)) }
        #expect(error?.code == "archive.too-large")
    }
}
