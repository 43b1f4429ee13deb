import Foundation
import Testing

/// `bmatrix report` and `bmatrix merge` on folders that runs have left behind.
struct ReportCommandTests {
    private func cell(_ app: String) -> String {
        """
        {"app":"\(app)","elixir":"1.18.3","id":"\(id(app))","mode":"cli","otp":"27.3","otpRequest":"27",\
        "target":{"arch":"x86_64","libc":"bundled","name":"any_linux_x86_64","os":"linux"}}
        """
    }

    private func id(_ app: String) -> String { "\(app)/cli/otp-27.3/any_linux_x86_64" }

    private func start(_ apps: [String], shard: String = "") -> String {
        let cells = apps.map(cell).joined(separator: ",")
        return
            "{\"cells\":[\(cells)],\"dropped\":[],\"event\":\"run-started\",\"matrix\":\"m.yaml\",\(shard)\"time\":1,\"tool\":\"0.1.0\"}\n"
    }

    private func passed(_ app: String) -> String {
        "{\"cell\":\"\(id(app))\",\"event\":\"cell-finished\",\"outcome\":\"passed\",\"time\":2}\n"
    }

    private let end = "{\"event\":\"run-finished\",\"time\":3}\n"

    private func content(_ tool: Tool, _ path: String) throws -> String {
        try String(contentsOf: tool.folder.appending(path: path), encoding: .utf8)
    }

    @Test func aFinishedRunIsReportedOnAgain() throws {
        try withTool { tool in
            try tool.put(start(["a"]) + passed("a") + end, at: "dist/events.ndjson")
            let result = try tool.call(["report"])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
            #expect(result.output.hasSuffix("1 cell: 1 passed (2.0 s)\n"))
            for name in ["run.json", "junit.xml", "summary.md", "sizes.json", "sizes.md", "SHA256SUMS"] {
                #expect(
                    FileManager.default.fileExists(atPath: tool.folder.appending(path: "dist/\(name)").path), "\(name)")
            }
        }
    }

    @Test func aKilledRunHasInterruptedCells() throws {
        try withTool { tool in
            try tool.put(start(["a", "b"]) + "nonsense\n" + passed("a") + "{\"cell\":\"b/c", at: "d/events.ndjson")
            let result = try tool.call(["report", "d"])
            #expect(result.status == 1, "\(result)")
            #expect(result.errors == "warning: d: 1 line is no event and passed over [report.garbage]\n")
            #expect(result.output.contains("2 cells: 1 passed, 1 interrupted"))
            #expect(result.output.contains("bmatrix run m.yaml --rerun latest"))
            #expect(try content(tool, "d/junit.xml").contains("type=\"Interrupted\""))
        }
    }

    @Test func aFolderWithoutARunIsAWrongWord() throws {
        try withTool { tool in
            try tool.put("{}\n", at: "empty/events.ndjson")
            for (folder, code) in [
                ("nowhere", "report.no-events"), (".", "report.no-events"), ("empty", "report.no-run"),
            ] {
                let result = try tool.call(["report", folder])
                #expect(result.status == 2 && result.errors.contains(code), "\(result)")
            }
        }
    }

    @Test func aSignalIsTheStatus() throws {
        try withTool { tool in
            try tool.put(
                start(["a"]) + "{\"event\":\"run-finished\",\"signal\":15,\"time\":3}\n", at: "dist/events.ndjson")
            #expect(try tool.call(["report"]).status == 143)
        }
    }

    @Test func runsOfDifferentCellsBecomeOne() throws {
        try withTool { tool in
            try tool.put(start(["a"]) + passed("a") + end, at: "one/events.ndjson")
            try tool.put(start(["b"]) + passed("b") + end, at: "two/events.ndjson")
            try tool.put("compiled", at: "two/cells/\(id("b"))/compile.log")
            let result = try tool.call(["merge", "one", "two", "--output", "all"])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
            #expect(result.output.hasSuffix("2 cells: 2 passed (2.0 s)\n"))
            #expect(try content(tool, "all/cells/\(id("b"))/compile.log") == "compiled")
            #expect(try tool.call(["report", "all"]).status == 0)
            let twice = try tool.call(["merge", "one", "all", "--output", "x"])
            #expect(twice.status == 2 && twice.errors.contains("merge.cell-twice"), "\(twice)")
            #expect(!FileManager.default.fileExists(atPath: tool.folder.appending(path: "x").path))
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        try withTool { tool in
            let shard = "\"shard\":{\"count\":3,\"matrix\":\"0011\",\"number\":2},"
            try tool.put(start(["a"], shard: shard) + passed("a") + end, at: "one/events.ndjson")
            let result = try tool.call(["merge", "one", "--output", "all"])
            #expect(result.status == 2 && result.errors.contains("of 3 shards there is no 1, 3"), "\(result)")
            let inside = try tool.call(["merge", "one", "--output", "one/all"])
            #expect(inside.status == 2, "\(inside)")
        }
    }

    @Test func anArtifactThatChangedIsNotTaken() throws {
        try withTool { tool in
            let artifact =
                "{\"artifact\":{\"appVersion\":\"1\",\"components\":[],\"file\":\"a-1\",\"sha256\":\"00\",\"size\":3},"
                + "\"cell\":\"\(id("a"))\",\"event\":\"artifact-made\",\"time\":2}\n"
            try tool.put(start(["a"]) + artifact + passed("a") + end, at: "one/events.ndjson")
            try tool.put("abc", at: "one/a-1")
            let result = try tool.call(["merge", "one", "--output", "all"])
            #expect(result.status == 2 && result.errors.contains("merge.artifact-missing"), "\(result)")
            let escape = artifact.replacing("\"a-1\"", with: "\"../stolen\"")
            try tool.put(start(["a"]) + escape + passed("a") + end, at: "two/events.ndjson")
            let other = try tool.call(["merge", "two", "--output", "all"])
            #expect(other.status == 2 && other.errors.contains("merge.artifact-missing"), "\(other)")
        }
    }

    @Test func gitHubGetsItsPage() throws {
        try withTool { tool in
            try tool.put(start(["a", "b"]) + passed("a") + end, at: "dist/events.ndjson")
            try tool.put("# Before\n", at: "page.md")
            let page = tool.folder.appending(path: "page.md").path
            let result = try tool.call(["report"], ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": page])
            #expect(result.status == 1)
            #expect(
                result.output.contains(
                    "::error title=interrupted::1 cell was not finished%0Arerun: bmatrix run m.yaml --rerun"))
            #expect(try content(tool, "page.md").hasPrefix("# Before\n\n# The run was interrupted\n"))
        }
    }
}
