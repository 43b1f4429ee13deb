import Host
import SystemPackage

/// A folder that is there while `body` runs.
func withTemporaryFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let folder = try Disk().makeTemporaryFolder(in: "/tmp", prefix: "releases-test")
    defer { try? Disk().removeTree(folder) }
    return try body(folder)
}

/// Writes files below a folder, with the folders they need.
func fill(_ folder: FilePath, _ files: [String: String]) throws {
    for (path, text) in files { try put(Array(text.utf8), at: folder.appending(path)) }
}

func put(_ bytes: [UInt8], at path: FilePath, mode: UInt32 = 0o644) throws {
    try Disk().makeFolder(path.removingLastComponent())
    try Disk().write(bytes, to: path, mode: mode, durable: false)
}
