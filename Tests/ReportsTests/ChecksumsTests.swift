import Matrix
import Testing

@testable import Reports

@Suite struct ChecksumsTests {
    private func record(_ files: [(String, String)]) throws -> RunRecord {
        let cell = try Samples.cell("a")
        return RunRecord(
            tool: "", started: 0,
            cells: files.map {
                CellRecord(
                    cell: cell, outcome: .passed,
                    artifact: ArtifactRecord(file: $0.0, sha256: $0.1, size: 0, components: [], appVersion: "1"))
            })
    }

    @Test("Files are listed once, by name, in the form of sha256sum")
    func text() throws {
        let record = try record([("b", "22"), ("a", "11"), ("b", "33")])
        #expect(Checksums(record).text == "11  a\n33  b\n")
    }

    @Test("Odd names are escaped as GNU does")
    func escaped() throws {
        #expect(Checksums(try record([("a\\b\nc\rd", "11")])).text == "\\11  a\\\\b\\nc\\rd\n")
    }

    @Test("Nothing made, nothing listed")
    func empty() throws { #expect(Checksums(try record([])).text.isEmpty) }
}
