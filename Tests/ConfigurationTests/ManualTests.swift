import SystemPackage
import Testing

@testable import Configuration

/// The manual's example must be what the tool reads.
@Suite struct ManualTests {
    private func manual() throws -> String {
        let path = FilePath("\(#filePath)").removingLastComponent().pushing("../../docs/matrix-file.md")
        let file = try FileDescriptor.open(path, .readOnly)
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    @Test func theExampleIsReadWithoutAWord() throws {
        let text = try manual()
        let example = try #require(text.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```").first)
        #expect(told(String(example)) == "")
        #expect(planned(String(example)) == "")
    }

    @Test func theManualNamesEachKey() throws {
        let text = try manual()
        for key in MatrixFile.keys { #expect(text.contains("## \(key)\n"), "\(key) is missing") }
    }
}
