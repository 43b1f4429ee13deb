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

    /// `zlib.compress` of Python, of 300 bytes with repetitions and of nothing that repeats.
    private static let literals: [(plain: [UInt8], compressed: [UInt8])] = [
        (
            Array(String(repeating: "literal ", count: 40).utf8),
            [
                120, 218, 203, 201, 44, 73, 45, 74, 204, 81, 200, 25, 165, 201, 162, 1, 179, 140, 122, 9,
            ]
        ),
        (
            Array(0...255),
            [
                120, 218, 1, 0, 1, 255, 254, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
                20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44,
                45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69,
                70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94,
                95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115,
                116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135,
                136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155,
                156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175,
                176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195,
                196, 197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215,
                216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235,
                236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254, 255,
                173, 246, 127, 129,
            ]
        ),
    ]

    @Test func literalsAreStoredPlainly() throws {
        for (plain, compressed) in Self.literals {
            let chunk = [0, 0, UInt8(plain.count >> 8), UInt8(plain.count & 255)] + compressed
            let file = try #require(BeamFile(module([("AtU8", [0]), ("LitT", chunk)]))).stripped()
            let stored = try #require(file.chunks.first { $0.name == "LitT" }).content
            #expect(stored.prefix(4).elementsEqual(chunk.prefix(4)))
            // Two bytes of a zlib stream, five in front of a stored block, the block, and the check.
            #expect(stored.dropFirst(11).dropLast(4).elementsEqual(plain))
            #expect(stored.suffix(4).elementsEqual(compressed.suffix(4)))
            #expect(try #require(BeamFile(file.bytes)).stripped().bytes == file.bytes, "once is enough")
        }
    }

    @Test func damagedLiteralsStayAsTheyAre() throws {
        let (plain, compressed) = Self.literals[0]
        let chunk = [0, 0, UInt8(plain.count >> 8), UInt8(plain.count & 255)] + compressed
        for index in chunk.indices {
            for value in [0, 0x55, 0xFF] as [UInt8] where chunk[index] != value {
                var damaged = chunk
                damaged[index] = value
                let file = try #require(BeamFile(module([("LitT", damaged)]))).stripped()
                let content = try #require(file.chunks.first).content
                #expect(content.elementsEqual(damaged) || content.dropFirst(11).dropLast(4).elementsEqual(plain))
            }
        }
        for count in 0..<chunk.count {
            _ = try #require(BeamFile(module([("LitT", Array(chunk.prefix(count)))]))).stripped()
        }
        let stored: [UInt8] = [0, 0, 0, 0, 131, 100]
        #expect(try #require(BeamFile(module([("LitT", stored)]))).stripped().chunks.first?.content == stored[...])
    }

    /// A table of atoms as compilers write it before OTP 28, and from then on.
    private func atoms(_ names: [String], isNew: Bool) -> [UInt8] {
        let count = UInt8(names.count)
        let head: [UInt8] = isNew ? [255, 255, 255, 0 &- count] : [0, 0, 0, count]
        return head
            + names.flatMap { name in
                let length = name.utf8.count
                let size =
                    isNew && length > 15
                    ? [UInt8((length >> 8) << 5 | 8), UInt8(length & 255)]
                    : isNew ? [UInt8(length << 4)] : [UInt8(length)]
                return size + Array(name.utf8)
            }
    }

    @Test(arguments: [false, true]) func tellsWhoMayCompile(isNew: Bool) throws {
        func mayCompile(_ names: [String], imports: [UInt8] = [], literals: String = "") throws -> Bool {
            let list = imports.flatMap { [0, 0, 0, $0, 0, 0, 0, 1, 0, 0, 0, 0] as [UInt8] }
            return try #require(
                BeamFile(
                    module([
                        ("AtU8", atoms(names, isNew: isNew)), ("ImpT", [0, 0, 0, UInt8(imports.count)] + list),
                        ("LitT", [0, 0, 0, 0] + Array(literals.utf8)),
                    ]))
            ).mayCompile
        }
        let plain = ["Elixir.Demo", "__info__", "compile", "Elixir.Enum", "map", "a_name_of_more_than_15_bytes"]
        #expect(try !mayCompile(plain))
        #expect(try !mayCompile(plain, imports: [4]))
        #expect(try mayCompile(plain, imports: [4, 3]), "calls the module compile")
        #expect(try mayCompile(plain, imports: [9]), "cannot be read")
        #expect(try mayCompile(plain, literals: "eval_string"))
        for name in ["eval_string", "compile_quoted", "Elixir.IEx", "merl", "require_file", "forms", "elixir_module"] {
            #expect(try mayCompile(plain + [name]), "\(name)")
        }
        #expect(try #require(BeamFile(module([("Code", [0])]))).mayCompile, "a module without atoms")
    }
}
