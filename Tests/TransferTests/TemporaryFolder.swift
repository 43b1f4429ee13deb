import FoundationEssentials
import SystemPackage

/// A folder that is there while `body` runs.
func withTemporaryFolder<Value>(_ body: (FilePath) async throws -> Value) async throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(path: "transfer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(FilePath(url.path))
}
