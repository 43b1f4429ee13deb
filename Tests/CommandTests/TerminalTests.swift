import Foundation
import Testing

/// Colour on terminals only, and never where it is refused.
struct TerminalTests {
    /// Standard error of `check` with a wrong file, on a pseudo-terminal that util-linux's script(1) makes.
    private func shown(_ environment: [String: String]) throws -> String? {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return nil }
        var text: String?
        try withTool { tool in
            try tool.put("version: 1\n", at: "matrix.yaml")
            let executable = try #require(Tool.executable)
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/timeout")
            process.arguments = ["-k", "2", "60", "/usr/bin/script", "-qec", "\(executable.path) check", "/dev/null"]
            process.currentDirectoryURL = tool.folder
            process.environment = ["HOME": tool.folder.path, "PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(
                environment
            ) {
                $1
            }
            process.standardInput = FileHandle.nullDevice
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
        }
        return text
    }

    @Test func terminalsHaveColour() throws {
        guard let text = try shown([:]) else { return }
        #expect(text.contains("error") && text.contains("\u{1B}["))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]]) func colourCanBeRefused(_ environment: [String: String])
        throws
    {
        guard let text = try shown(environment) else { return }
        #expect(text.contains("error") && !text.contains("\u{1B}["))
    }
}
