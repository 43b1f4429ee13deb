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

    /// The pieces of YAML in the manual.
    private func examples() throws -> [String] {
        try manual().split(separator: "```yaml\n").dropFirst().compactMap {
            $0.split(separator: "```").first.map { String($0) }
        }
    }

    @Test func theFirstExampleIsReadWithoutAWord() throws {
        let example = try #require(try examples().first)
        #expect(told(example) == "")
        #expect(planned(example) == "")
    }

    @Test func theOtherExamplesFitIntoAFile() throws {
        let examples = try examples().dropFirst()
        #expect(examples.count >= 4)
        for example in examples {
            let apps = example.contains("apps:") ? "" : "apps: {board: {path: apps/board, modes: [cli]}}\n"
            #expect(told("version: 1\n\(apps)matrix: {target: auto, otp: 27}\n" + example) == "")
        }
    }

    @Test func theManualNamesEachKey() throws {
        let text = try manual()
        for key in Shape.file.names { #expect(text.contains("## \(key)\n"), "\(key) is missing") }
        for shape in Shape.file.family.dropFirst() {
            for key in shape.names where text.firstRange(of: try Regex("`[^`\n]*\\b\(key)\\b[^`\n]*`")) == nil {
                Issue.record("\(key) of \(shape.title) is missing")
            }
        }
    }
}
