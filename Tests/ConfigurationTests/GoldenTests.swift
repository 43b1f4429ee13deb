import FoundationEssentials
import Matrix
import Testing

@testable import Configuration

/// Wrong matrix files and what `bmatrix check` tells about them, word by word: `Goldens/NAME.yaml` and `Goldens/NAME.txt`.
///
/// After a change that is meant, run the tests once with `BMATRIX_ACCEPT=1` in the environment: that writes the texts anew. Read their
/// differences before you commit them: each must say what is wrong, where, what was expected and what to do.
@Suite struct GoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
    private static let accepts = ProcessInfo.processInfo.environment["BMATRIX_ACCEPT"] == "1"

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// What reading a file tells, and its plan if it can be read.
    private func diagnostics(_ name: String) throws -> [Diagnostic] {
        let bytes = try Data(contentsOf: GoldenTests.folder.appending(path: "\(name).yaml"))
        let reading = MatrixFile.read(bytes: Array(bytes), name: "\(name).yaml", host: .x86_64)
        return reading.diagnostics + (reading.file?.plan(with: nil).diagnostics ?? [])
    }

    @Test(arguments: names) func theMessageIsAsAccepted(_ name: String) throws {
        let told = try diagnostics(name).map { $0.rendered() }.joined()
        let golden = GoldenTests.folder.appending(path: "\(name).txt")
        if GoldenTests.accepts { try Data(told.utf8).write(to: golden) }
        let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        #expect(told == expected, "BMATRIX_ACCEPT=1 accepts it")
    }

    @Test(arguments: names) func eachMessageTellsWhatToDo(_ name: String) throws {
        let diagnostics = try diagnostics(name)
        #expect(!diagnostics.isEmpty)
        for diagnostic in diagnostics { #expect(!diagnostic.notes.isEmpty, "\(diagnostic.rendered())") }
    }

    @Test func thereAreSixtyWrongFiles() {
        #expect(GoldenTests.names.count >= 60)
    }

    @Test func aFileThatIsTooLargeIsNotRead() {
        let text = "version: 1\n" + String(repeating: "# no end of it\n", count: 80_000)
        #expect(
            told(text).hasPrefix(
                "matrix.yaml:1:1: error: the file is too large: 1200011 bytes, at most 1048576 are read\n"))
    }
}
