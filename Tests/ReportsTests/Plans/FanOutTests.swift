import Foundation
import Matrix
import Testing

@testable import Reports

struct FanOutTests {
    private func cells(_ count: Int) throws -> [Cell] { try (0..<count).map { try Samples.cell("app_\($0)") } }

    private func fanOut(
        _ cells: [Cell], limit: Int = 256, options: [String] = [], tool: String = "bmatrix",
        matrix: String = "matrix.yaml",
        output: String = "dist"
    ) -> FanOut {
        FanOut(
            cells: cells, limit: limit, options: options, rule: .count, tool: tool, matrix: matrix, output: output)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func eachCellIsAJob() throws {
        let cells = try Samples.cells()
        let jobs = fanOut(cells).jobs
        #expect(jobs.map(\.cell) == cells)
        #expect(jobs[0].name == "test_cli-cli-otp-27.3.4.1-any_linux_x86_64")
        let matrix = Shard.matrix(of: cells.map(\.id))
        #expect(jobs[1].arguments == "--only test_cli/cli/otp-29.1.1/any_linux_x86_64 --part 2/4:\(matrix)")
        #expect(try Shard(part: "2/4:\(matrix)") == Shard(number: 2, count: 4, matrix: matrix))
    }

    @Test func namesStayApart() throws {
        let jobs = fanOut([try Samples.cell("a b"), try Samples.cell("a-b"), try Samples.cell("a\nb")]).jobs
        #expect(Set(jobs.map(\.name)).count == 3)
        for job in jobs { #expect(job.name.allSatisfy { $0.isASCII && !" \n/:*?\"<>|\\".contains($0) }) }
    }

    @Test(arguments: [(256, 256, false), (257, 256, true), (10_000, 256, true), (3, 2, true), (2, 0, true)])
    func tooManyCellsAreShards(_ count: Int, _ limit: Int, _ isGrouped: Bool) throws {
        let fanOut = fanOut(try cells(count), limit: limit, options: ["--select", "otp=27*", "--skip", "app=it's"])
        #expect(fanOut.isGrouped == isGrouped)
        #expect(fanOut.jobs.count == (isGrouped ? max(limit, 1) : count))
        #expect(Set(fanOut.jobs.map(\.name)).count == fanOut.jobs.count)
        guard isGrouped else { return }
        let of = max(limit, 1)
        #expect(
            fanOut.jobs.first?.arguments
                == "--select 'otp=27*' --skip 'app=it'\\''s' --shard 1/\(of) --shard-by count")
    }

    @Test func gitHubGetsOneLineOfEntries() throws {
        let line = try GitHubMatrix(fanOut(Samples.cells())).line()
        #expect(!line.contains("\n"))
        let entries = try #require(try object(line)["include"] as? [[String: String]])
        #expect(entries.count == 4)
        #expect(entries[2]["mode"] == "tui" && entries[2]["elixir"] == "1.18.3" && entries[2]["otp"] == "27.3.4.1")
        #expect(entries.allSatisfy { $0.count == 8 })
        #expect(try GitHubMatrix(fanOut([])).line() == GitHubMatrix.empty)
    }

    @Test func gitHubGetsNoMoreThanItTakes() throws {
        let line = try GitHubMatrix(fanOut(cells(256))).line()
        #expect(line.utf8.count < 200_000)
        let long = String(repeating: "x", count: 2_000)
        #expect(throws: ReportError.self) { try GitHubMatrix(fanOut(cells(257), options: ["--select", long])).line() }
    }

    @Test func gitLabGetsAPipeline() throws {
        let cells = try Samples.cells()
        let text = try GitLabPipeline(fanOut(cells, matrix: "ci/my matrix.yaml", output: "ci/dist")).document()
        let pipeline = try object(text)
        #expect(pipeline.count == cells.count + 2 && pipeline["stages"] as? [String] == ["cells", "merge"])
        let job = try #require(pipeline[cells[0].id.text] as? [String: Any])
        let script = try #require(job["script"] as? [String])
        #expect(script[0].hasPrefix("bmatrix run 'ci/my matrix.yaml' --only \(cells[0].id) --part 1/4:"))
        let place = "parts/test_cli-cli-otp-27.3.4.1-any_linux_x86_64"
        #expect((job["after_script"] as? [String])?.last == "[ ! -d ci/dist ] || mv ci/dist \(place)")
        #expect((job["artifacts"] as? [String: Any])?["paths"] as? [String] == [place + "/"])
        let merge = try #require(pipeline["merge"] as? [String: Any])
        #expect(
            merge["script"] as? [String] == ["bmatrix merge parts/* --output ci/dist"]
                && merge["when"] as? String == "always")
        #expect(try object(GitLabPipeline.empty()).keys.contains("nothing selected"))
    }

    @Test func buildkiteGetsSteps() throws {
        let cells = try cells(BuildkitePipeline.limit)
        let fanOut = fanOut(cells, limit: BuildkitePipeline.limit, tool: "$HOME/bin/bmatrix")
        let pipeline = try object(BuildkitePipeline(fanOut).document())
        let steps = try #require(pipeline["steps"] as? [[String: Any]])
        #expect(steps.count == 500 && Set(steps.compactMap { $0["key"] as? String }).count == 499)
        let commands = try #require(steps[0]["commands"] as? [String])
        #expect(commands[1].hasPrefix("$$HOME/bin/bmatrix run matrix.yaml --only app_0/"))
        #expect(commands[1].hasSuffix(" || status=$$?") && commands.last == "exit $$status")
        #expect(steps[498]["wait"] is NSNull && steps[498]["continue_on_failure"] as? Bool == true)
        #expect((pipeline["agents"] as? [String: String])?["queue"] == "${BUILDKITE_AGENT_META_DATA_QUEUE:-default}")
    }

    @Test func whatYAMLCannotHoldIsEscaped() throws {
        let text = try JSONTree.object(["a": "\u{7F}\u{85}\u{2028}\u{FEFF}ü😀\u{1}\"\\"]).line()
        #expect(text == "{\"a\":\"\\u007f\\u0085\\u2028\\ufeffü😀\\u0001\\\"\\\\\"}")
    }
}
