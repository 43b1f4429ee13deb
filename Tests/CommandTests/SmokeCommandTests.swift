import Foundation
import Testing

struct SmokeCommandTests {
    @Test func anEmptyFolderProvesNothing() throws {
        try withTool { tool in
            try tool.put("x", at: "dist/notes.txt")
            let result = try tool.call(["smoke"])
            #expect(result.status == 3)
            #expect(result.errors.contains("no artifact in dist"))
        }
    }

    @Test func aMissingPathIsAWrongWord() throws {
        try withTool { tool in
            for path in ["nowhere", "a/b", ""] {
                let result = try tool.call(["smoke", path])
                #expect(path.isEmpty || result.status == 2, "\(path): \(result)")
            }
        }
    }

    @Test func aFileThatIsNoArtifactIsRed() throws {
        try withTool { tool in
            try tool.put("#!/bin/sh\nexit 0\n", at: "program")
            let result = try tool.call(["smoke", "program", "--output", "reports"])
            #expect(result.status == 1, "\(result)")
            #expect(result.output.contains("artifact.not-an-artifact") || result.output.contains("artifact."))
            #expect(!result.output.contains("\u{1B}"))
            for name in ["run.json", "junit.xml", "summary.md", "events.ndjson"] {
                let path = tool.folder.appending(path: "reports/\(name)").path
                #expect(FileManager.default.fileExists(atPath: path), "\(name)")
            }
        }
    }

    @Test func aListedFileThatIsGoneIsRed() throws {
        try withTool { tool in
            try tool.put(
                "\(String(repeating: "0", count: 64))  demo-1-cli-otp27-any_linux_x86_64\n", at: "dist/SHA256SUMS")
            let result = try tool.call(["smoke"])
            #expect(result.status == 1, "\(result)")
            #expect(result.output.contains("demo-1-cli-otp27-any_linux_x86_64"))
        }
    }
}
