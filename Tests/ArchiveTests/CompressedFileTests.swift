import Archive
import SystemPackage
import Testing

@Suite struct CompressedFileTests {
    @Test("lines come out as they went in", arguments: ["xz", "gzip", "zstd", "none"])
    func lines(filter: String) throws {
        let lines = (0..<50_000).map { "line \($0) " + String(repeating: "x", count: $0 % 97) }
        try withCompressed(lines.joined(separator: "\n") + "\n", filter: filter) { file in
            var read: [String] = []
            try file.forEachLine { read.append(String(decoding: $0, as: UTF8.self)) }
            #expect(read == lines)
        }
    }

    @Test func recordsEndWhereverThePiecesDo() throws {
        // Records of one length put the separator at every offset against the pieces of 2^18 bytes.
        let record = String(repeating: "r", count: 1021)
        let text = Array(repeating: record, count: 3000).joined(separator: "\n\n")
        try withCompressed(text, filter: "xz") { file in
            var count = 0
            try file.forEachRecord(endingIn: "\n\n") {
                #expect($0.count == 1021)
                count += 1
            }
            #expect(count == 3000)
        }
    }

    @Test func anEmptyFileHasNoLines() throws {
        try withCompressed("", filter: "xz") { file in
            try file.forEachLine { _ in Issue.record("there is no line") }
        }
    }

    @Test func limitsHold() throws {
        try withCompressed(String(repeating: "a\n", count: 500_000), filter: "xz", limit: 100_000) { file in
            let error = #expect(throws: ArchiveError.self) { try file.forEachLine { _ in } }
            #expect(error?.code == "archive.too-large")
        }
        try withCompressed(String(repeating: "a", count: 900_000), filter: "xz") { file in
            let error = #expect(throws: ArchiveError.self) { try file.forEachLine(longest: 1000) { _ in } }
            #expect(error?.code == "archive.corrupt")
        }
    }

    @Test("a file cut short is noticed", arguments: [20, 100, 1000])
    func truncation(length: Int) throws {
        let text = (0..<20_000).map { "\($0 &* 2_654_435_761)\n" }.joined()
        try withCompressed(text, filter: "xz") { file in
            try file.path.write(Array(try file.path.read().prefix(length)))
            let error = #expect(throws: ArchiveError.self) { try file.forEachLine { _ in } }
            #expect(error?.code == "archive.corrupt")
        }
    }

    private func withCompressed(
        _ text: String, filter: String, limit: Int = 1 << 30, _ body: (CompressedFile) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("text.\(filter)")
            try TestArchive(entries: [("data", .file(text))]).write(path, format: "raw", filter: filter)
            try body(CompressedFile(path, limit: limit))
        }
    }
}
