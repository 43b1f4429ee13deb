import Host
import SystemPackage

/// A folder that is there while `body` runs.
func withTemporaryFolder<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let folder = try Disk().makeTemporaryFolder(in: "/tmp", prefix: "runtimes-test")
    defer { try? Disk().removeTree(folder) }
    return try await body(folder)
}
