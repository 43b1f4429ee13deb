import Glibc
import Host
import SystemPackage
import Testing

@testable import BEAM
@testable import Releases

struct TreeWriterTests {
    private let disk = Disk()

    private func module(_ chunks: [String]) -> [UInt8] {
        var file = BeamFile(Array("FOR1".utf8) + [0, 0, 0, 4] + Array("BEAM".utf8))
        file?.chunks = chunks.map { .init(name: $0, content: [1, 2, 3]) }
        return file?.bytes ?? []
    }

    /// What becomes of a module on its way into a tree.
    private func copied(_ bytes: [UInt8], keeping: Set<String>?) throws -> [UInt8] {
        try withTemporaryFolder { folder in
            try put(bytes, at: folder.appending("a.beam"))
            try TreeWriter(root: folder, disk: disk).copy(folder.appending("a.beam"), to: "x/y.beam", keeping: keeping)
            return try disk.read(folder.appending("x/y.beam"))
        }
    }

    @Test func modulesKeepWhatTheyNeed() throws {
        let whole = module(["AtU8", "Code", "Docs", "Dbgi"])
        #expect(try copied(whole, keeping: []) == module(["AtU8", "Code"]))
        #expect(try copied(whole, keeping: ["Docs"]) == module(["AtU8", "Code", "Docs"]))
        #expect(try copied(whole, keeping: nil) == whole)
    }

    @Test func compressedModulesAreDecompressed() throws {
        let whole = module(["AtU8", "Code", "Dbgi"])
        #expect(try copied(gzip(whole), keeping: []) == module(["AtU8", "Code"]))
        #expect(try copied(gzip(whole), keeping: nil) == gzip(whole))
    }

    @Test func whatIsNoModuleStaysAsItIs() throws {
        for bytes in [[], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 1], gzip(Array("text".utf8)), Array("text".utf8)] {
            #expect(try copied(bytes, keeping: []) == bytes)
        }
    }

    @Test func copiesLinksAndWhatIsWanted() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["in/a/b.txt": "b", "in/c.txt": "c", "in/d.md": "d"])
            try disk.link(folder.appending("in/link"), to: "c.txt")
            try disk.makeFolder(folder.appending("in/empty"))
            mkfifo(folder.appending("in/pipe").string, 0o600)
            let tree = TreeWriter(root: folder.appending("out"), disk: disk)
            try tree.copyTree(folder.appending("in"), to: "lib") { !$0.hasSuffix(".md") }
            let files = try disk.walk(folder.appending("out")).filter { $0.kind != .folder }.map(\.path)
            #expect(files == ["lib/a/b.txt", "lib/c.txt", "lib/link"])
            let target = try disk.readLink(folder.appending("out/lib/link"))
            #expect(target == "c.txt")
        }
    }

    /// A gzip file of one stored block; see RFC 1951 and 1952.
    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt16(bytes.count)
        let crc = ~bytes.reduce(~UInt32(0)) { value, byte in
            (0..<8).reduce(value ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
            }
        }
        func number(_ value: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian) { Array($0) }
        }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + number(count) + number(~count) + bytes + number(crc)
            + number(UInt32(count))
    }
}
