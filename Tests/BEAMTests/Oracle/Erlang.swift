import Foundation

/// The Erlang that `BMATRIX_TEST_OTP` names, asked what is right.
struct Erlang {
    let root: URL

    static let ofEnvironment = ProcessInfo.processInfo.environment["BMATRIX_TEST_OTP"].map {
        Erlang(root: URL(filePath: $0))
    }

    /// Evaluates expressions and returns what they print.
    func evaluate(_ expressions: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = [
            "-k", "2", "120", root.appending(path: "bin/erl").path, "+B", "-noshell", "-eval", expressions,
        ]
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8"]
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Array(output)
    }

    /// Files of its libraries whose names end so, sorted.
    func files(_ suffix: String, below folder: String = "lib") -> [URL] {
        let place = root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { place.appending(path: $0) }
    }
}
