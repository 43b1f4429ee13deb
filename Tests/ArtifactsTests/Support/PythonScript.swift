import Foundation

/// A reader of artifacts in another language, written from the documentation alone.
struct PythonScript {
    let path: String

    /// - Parameter test: the file of the test that it lies beside.
    init(_ name: String, beside test: String = #filePath) {
        path = URL(filePath: test).deletingLastPathComponent().appending(path: name).path
    }

    /// What it prints about a file, and how it ends.
    func run(_ file: String) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", path, file]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
