import Foundation
import Testing

/// `inspect`, `verify`, `extract` and `diff`, called as users call them.
struct InspectionCommandTests {
    private func withArtifact(_ body: (Tool, URL) throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "inspection-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let artifact = try await SleepingArtifact.pack("exit 0\n", in: folder)
        try body(Tool(folder: folder), artifact)
    }

    @Test func aWholeArtifactIsLookedInto() async throws {
        try await withArtifact { tool, artifact in
            let page = try tool.call(["inspect", artifact.path])
            #expect(page.status == 0 && page.output.contains("demo 1.0.0 (cli)"), "\(page)")
            #expect(!page.output.contains("\u{1B}"))
            let json = try tool.call(["inspect", artifact.path, "--json"])
            let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect((value?["manifest"] as? [String: Any])?["app"] as? String == "demo")
            #expect(try tool.call(["verify", artifact.path]).status == 0)
            #expect(try tool.call(["diff", artifact.path, artifact.path]).status == 0)
            #expect(try tool.call(["extract", artifact.path, "out"]).status == 0)
            let script = tool.folder.appending(path: "out/main.sh")
            #expect(try String(contentsOf: script, encoding: .utf8) == "exit 0\n")
            #expect(try tool.call(["extract", artifact.path, "out"]).errors.contains("artifact.not-empty"))
        }
    }

    @Test func damageIsRed() async throws {
        try await withArtifact { tool, artifact in
            var bytes = try Data(contentsOf: artifact)
            bytes[bytes.count - 900] ^= 1
            try bytes.write(to: artifact)
            for command in [["inspect"], ["verify"], ["extract", "out"], ["diff", artifact.path]] {
                let result = try tool.call([command[0], artifact.path] + command.dropFirst())
                #expect(result.status == 1, "\(command): \(result)")
                #expect((result.errors + result.output).contains("artifact.damaged"), "\(command): \(result)")
            }
            #expect(!FileManager.default.fileExists(atPath: tool.folder.appending(path: "out").path))
        }
    }

    @Test func artifactsDiffer() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "inspection-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let old = try await SleepingArtifact.pack("exit 0\n", in: folder)
        let kept = folder.appending(path: "old")
        try FileManager.default.moveItem(at: old, to: kept)
        let new = try await SleepingArtifact.pack("exit 0 # longer\n", in: folder)
        let result = try Tool(folder: folder).call(["diff", kept.path, new.path])
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("Files: 1 grown") && result.output.contains("main.sh"), "\(result)")
        let json = try Tool(folder: folder).call(["diff", kept.path, new.path, "--json"])
        #expect(json.status == 1 && json.output.contains("\"same\" : false"), "\(json)")
    }

    @Test func whatIsNotThereIsAWrongWord() throws {
        try withTool { tool in
            try tool.put("x", at: "notes.txt")
            for arguments in [
                ["inspect", "none"], ["inspect", "notes.txt"], ["verify", "none"], ["extract", "notes.txt", "out"],
                ["diff", "notes.txt", "none"], ["inspect"], ["extract", "x"],
            ] {
                #expect(try tool.call(arguments).status == 2, "\(arguments)")
            }
            #expect(try tool.call(["verify", "."]).status == 1, "a file that nothing lists")
            try FileManager.default.createDirectory(
                at: tool.folder.appending(path: "empty"), withIntermediateDirectories: true)
            #expect(try tool.call(["verify", "empty"]).status == 3)
        }
    }

    /// As a variable leaves it that is not set; it is not the current folder.
    @Test(arguments: [["inspect", ""], ["verify", ""], ["extract", "", "x"], ["diff", "", ""]])
    func anEmptyNameIsAWrongWord(_ arguments: [String]) throws {
        try withTool { tool in
            let result = try tool.call(arguments)
            #expect(result.status == 2)
            #expect(result.output == "" && result.errors.contains("[artifact.no-name]"))
        }
    }

    /// Half a report must not look like a whole one, and a red artifact stays red.
    @Test func outputThatIsLostIsAnError() async throws {
        try await withArtifact { tool, artifact in
            for arguments in [["inspect", artifact.path], ["inspect", "--json", artifact.path], ["schema"]] {
                let result = try tool.call(arguments, to: "/dev/full")
                #expect(result.status == 6, "\(arguments)")
                #expect(result.errors.hasPrefix("error: cannot write standard output: No space left on device"))
            }
            try tool.put("no artifact", at: "broken")
            let result = try tool.call(["verify", "broken"], to: "/dev/full")
            #expect(result.status == 1 && result.errors.contains("cannot write standard output"))
        }
    }

    @Test func aFolderIsHeldAgainstItsList() async throws {
        try await withArtifact { tool, artifact in
            let dist = tool.folder.appending(path: "dist")
            try FileManager.default.createDirectory(at: dist, withIntermediateDirectories: true)
            let place = dist.appending(path: "demo")
            try FileManager.default.copyItem(at: artifact, to: place)
            #expect(try tool.call(["verify"]).status == 0, "without a list the artifact counts")
            try tool.put("\(String(repeating: "0", count: 64))  demo\n", at: "dist/SHA256SUMS")
            let changed = try tool.call(["verify"])
            #expect(changed.status == 1 && changed.output.contains("verify.changed"), "\(changed)")
            try tool.put("\(String(repeating: "0", count: 64))  gone\n", at: "dist/SHA256SUMS")
            let result = try tool.call(["verify", "--json"])
            #expect(result.output.contains("verify.missing") && result.output.contains("verify.extra"), "\(result)")
        }
    }
}
