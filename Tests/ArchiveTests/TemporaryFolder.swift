import FoundationEssentials
import Glibc
import SystemPackage

/// A folder that is there while `body` runs.
func withTemporaryFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(FilePath(url.path))
}

extension FilePath {
    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: string))
    }

    func read() throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: string)))
    }

    func readText() throws -> String {
        String(decoding: try read(), as: UTF8.self)
    }

    var exists: Bool { FileManager.default.fileExists(atPath: string) }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: string).sorted() } }
}

func permissions(of path: FilePath) -> mode_t {
    var status = stat()
    return path.withPlatformString { lstat($0, &status) } == 0 ? status.st_mode & 0o7777 : 0
}
