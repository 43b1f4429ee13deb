import Foundation
import Testing

/// The built executable, called as users call it.
struct Tool {
    /// What a call left behind.
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// A folder of the test's own; the tool is called in it.
    let folder: URL

    /// The executable lies beside the bundle of tests.
    private static let program = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    static let executable: URL? = {
        let build = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".build/debug")
        return [program, build].map { $0.appending(path: "bmatrix") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
    }()

    func put(_ text: String, at path: String) throws {
        let place = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// Calls the tool with a home and a cache of its own and nothing else in its environment.
    ///
    /// - Parameter device: takes its output, of which nothing is kept then.
    func call(
        _ arguments: [String], _ environment: [String: String] = [:], to device: String? = nil
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["-k", "2", "120", try #require(Self.executable).path] + arguments
        process.currentDirectoryURL = folder
        process.environment = [
            "HOME": folder.path, "BMATRIX_CACHE": folder.appending(path: "cache").path, "PATH": "/usr/bin:/bin",
        ].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (folder.appending(path: "stdout"), folder.appending(path: "stderr"))
        for place in [output, errors] { try Data().write(to: place) }
        process.standardOutput = try FileHandle(forWritingTo: device.map { URL(filePath: $0) } ?? output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

/// The tool in a new folder that is there while `body` runs.
func withTool(_ body: (Tool) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(Tool(folder: folder))
}

/// A matrix file that is right.
let goodMatrix = """
    version: 1
    apps: {demo: {path: demo, modes: [cli]}}
    matrix: {target: any_linux_x86_64, otp: "27"}
    smoke: {demo: [{name: greets, run: [hello], expect: {exit: 0}}]}

    """
