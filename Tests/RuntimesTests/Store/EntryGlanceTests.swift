import Glibc
import Host
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct EntryGlanceTests {
    /// An entry with a file, a program and a link, and the record of it.
    private func withEntry(_ body: (_ entry: FilePath, _ record: FilePath) throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let entry = folder.appending("entry")
            try Disk().makeFolder(entry.appending("bin"))
            try Disk().write(Array("text".utf8), to: entry.appending("a file"))
            try Disk().write(Array("#!".utf8), to: entry.appending("bin/program"), mode: 0o755)
            try Disk().link(entry.appending("link"), to: "a file")
            let record = folder.appending("record")
            try EntryRecord(of: entry).write(to: record)
            try body(entry, record)
        }
    }

    private func isWhole(_ entry: FilePath, _ record: FilePath) -> Bool? {
        EntryGlance(reading: record)?.isWhole(at: entry)
    }

    @Test func whatIsAsItWasIsWhole() async throws {
        try await withEntry { entry, record in #expect(isWhole(entry, record) == true) }
    }

    @Test(
        "a change that shows",
        arguments: [
            "rm 'a file'", "printf longer >'a file'", "touch -d @1 'a file'", "chmod -x bin/program", "ln -sf b link",
        ]
    )
    func change(_ command: String) async throws {
        try await withEntry { entry, record in
            #expect(system("cd \(entry) && \(command)") == 0)
            // The target of a link shows by its length.
            #expect(isWhole(entry, record) == false)
        }
    }

    @Test func aRecordThatIsCutOffOrOddSaysNo() async throws {
        try await withEntry { entry, record in
            let bytes = try Disk().read(record)
            for count in 0..<bytes.count {
                try Disk().write(Array(bytes[..<count]), to: record)
                #expect(isWhole(entry, record) != true, "after \(count) bytes")
            }
            for place in bytes.indices where bytes[place] != 0 {
                var odd = bytes
                odd[place] = 0
                try Disk().write(odd, to: record)
                #expect(isWhole(entry, record) != true || isDigest(place, in: bytes), "zero at \(place)")
            }
            try Disk().write(bytes + [0], to: record)
            #expect(isWhole(entry, record) == false)
        }
    }

    /// Digests are not looked at: that is what verifying is for.
    private func isDigest(_ place: Int, in bytes: [UInt8]) -> Bool {
        let line = bytes[..<place].lastIndex(of: 0).map { $0 + 1 } ?? 0
        let blanks = bytes[line..<place].count { $0 == UInt8(ascii: " ") }
        return line > 0 && blanks == 3
    }
}
