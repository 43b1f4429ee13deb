import Testing

@testable import BEAM

struct BeamFileTests {
    private func module(_ chunks: [(String, [UInt8])]) -> [UInt8] {
        var file = BeamFile(Array("FOR1".utf8) + [0, 0, 0, 4] + Array("BEAM".utf8))
        file?.chunks = chunks.map { .init(name: $0.0, content: $0.1[...]) }
        return file?.bytes ?? []
    }

    @Test func keepsWhatRunsAndDropsWhatDescribes() throws {
        let bytes = module([
            ("AtU8", [1, 2, 3]), ("Code", [9]), ("Dbgi", [7, 7]), ("Docs", []), ("CInf", [1]), ("Attr", [4]),
        ])
        let stripped = try #require(BeamFile(bytes)).stripped()
        #expect(stripped.chunks.map(\.name) == ["AtU8", "Code", "Attr"])
        #expect(stripped.bytes == module([("AtU8", [1, 2, 3]), ("Code", [9]), ("Attr", [4])]))
        #expect(try #require(BeamFile(bytes)).stripped(keeping: ["Docs"]).chunks.map(\.name).contains("Docs"))
    }

    @Test func roundTripsItsBytes() throws {
        let bytes = module([("AtU8", [1, 2, 3]), ("Code", Array(0...100)), ("LitT", [])])
        #expect(try #require(BeamFile(bytes)).bytes == bytes)
    }

    @Test func refusesWhatIsCutOrElse() {
        let bytes = module([("AtU8", [1, 2, 3]), ("Code", Array(0...100))])
        #expect(BeamFile(Array(bytes.dropLast(20))) == nil)
        #expect(BeamFile([]) == nil)
        #expect(BeamFile([0x1F, 0x8B] + bytes) == nil)
        for index in bytes.indices {
            var changed = bytes
            changed[index] = 0xFF
            _ = BeamFile(changed)
        }
    }
}
