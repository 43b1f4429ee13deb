import Foundation
import Testing

/// The choice of cells, as users call for it. No source has a runtime, which keeps plans from the network.
struct SelectionTests {
    static let matrix = """
        version: 1
        apps:
          web: {path: apps/web, modes: [cli]}
          core: {path: apps/core, modes: [cli]}
        matrix: {target: any_linux_x86_64, otp: ["27", "28"]}
        sources: [{system: {otp: /does/not/exist}}]
        overrides: [{when: {otp: "28"}, outcome: allowed-to-fail, reason: preview}]
        smoke: {cli: [{name: greets, run: [hello], expect: {exit: 0}}]}

        """

    /// A call of `plan` on the matrix.
    private func plan(_ arguments: String...) throws -> Tool.Result {
        var result: Tool.Result?
        try withTool { tool in
            try tool.put(Self.matrix, at: "matrix.yaml")
            result = try tool.call(["plan"] + arguments)
        }
        return try #require(result)
    }

    @Test func tellsWhatIsNotChosen() throws {
        let result = try plan("--select", "otp=28", "--skip", "app=core")
        #expect(result.status == 0)
        #expect(
            result.output == """
                cell                             app  mode  OTP             Elixir     target            remark
                web/cli/otp-28/any_linux_x86_64  web  cli   28 (not found)  not found  any_linux_x86_64  allowed to fail: preview

                1 cell selected, 0 dropped, 3 not selected:
                  2 not in --select 'otp=28'
                  1 left out by --skip 'app=core'

                """)
    }

    @Test(arguments: [
        (["--select", "opt=27"], 2, "selection.unknown-axis"), (["--skip", "otp=27,"], 2, "selection.syntax"),
        (["--select", "otp=26"], 3, "selection.matches-nothing"), (["--only", "web"], 2, "selection.unknown-cell"),
        (["--shard", "0/2"], 2, "selection.shard"), (["--part", "1/2"], 2, "selection.part"),
        (["--shard", "1/2", "--part", "1/2:0123456789abcdef"], 2, "selection.part"),
        (["--skip", "app=*"], 3, "selection.nothing-left"), (["--rerun", "latest"], 2, "rerun.no-run"),
        (["--failed", "--rerun", "other"], 2, "selection.rerun"), (["--failed"], 2, "rerun.no-run"),
        (["--shard", "1/2", "--shard-by", "time", "--times", "nowhere"], 2, "rerun.no-run"),
        (["--changed-since", "HEAD"], 2, "git.not-a-repository"), (["--times", "dist"], 2, "selection.times"),
    ])
    func refusesWhatCannotBeChosen(_ arguments: [String], _ status: Int32, _ code: String) throws {
        try withTool { tool in
            try tool.put(Self.matrix, at: "matrix.yaml")
            let result = try tool.call(["plan"] + arguments)
            #expect(result.status == status && result.output.isEmpty, "\(result)")
            #expect(result.errors.contains("[\(code)]") && result.errors.contains("hint: "), "\(result.errors)")
        }
    }

    @Test func nothingCanBeAllowed() throws {
        let result = try plan("--skip", "app=*", "--allow-empty")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("No cell is selected.\n"))
        #expect(result.errors.hasPrefix("note: --skip 'app=*' leaves none of the 4 cells\n"))
        let typo = try plan("--only", "web", "--allow-empty")
        #expect(typo.status == 2)
    }

    @Test func shardsAreAPartition() throws {
        var cells: [String] = []
        for number in 1...3 {
            let result = try plan("--shard", "\(number)/3", "--format", "json")
            #expect(result.status == 0)
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
            let found = try #require(document["cells"] as? [[String: Any]])
            cells += found.compactMap { $0["id"] as? String }
            #expect((document["shard"] as? [String: Any])?["count"] as? Int == 3)
        }
        #expect(
            cells.sorted()
                == ["core/cli/otp-27", "core/cli/otp-28", "web/cli/otp-27", "web/cli/otp-28"]
                .map { $0 + "/any_linux_x86_64" })
    }

    @Test func gitHubGetsOneLine() throws {
        let result = try plan("--format", "github")
        #expect(result.status == 0 && result.output.filter { $0 == "\n" }.count == 1)
        let entries = try Self.entries(result.output)
        #expect(entries.count == 4)
        for entry in entries {
            let words = try #require(entry["args"]).split(separator: " ").map(String.init)
            #expect(try plan(words[0], words[1], words[2], words[3]).output.contains("1 cell selected (shard "))
        }
        let grouped = try plan("--format", "github", "--max-jobs", "2", "--select", "otp=2*")
        #expect(
            try Self.entries(grouped.output).map { $0["args"] } == [
                "--select 'otp=2*' --shard 1/2 --shard-by count", "--select 'otp=2*' --shard 2/2 --shard-by count",
            ])
        #expect(grouped.errors.hasPrefix("note: 4 cells are more than 2 jobs"))
    }

    @Test func anEmptyMatrixIsOneInAnyCase() throws {
        for arguments in [["--skip", "app=*"], ["--select", "otp=26"]] {
            let refused = try plan("--format", "github", arguments[0], arguments[1])
            #expect(refused.status == 3 && refused.output == "{\"include\":[]}\n", "\(refused)")
            let allowed = try plan("--format", "github", arguments[0], arguments[1], "--allow-empty")
            #expect(allowed.status == 0 && allowed.output == "{\"include\":[]}\n", "\(allowed)")
        }
        for format in ["gitlab", "buildkite"] {
            let refused = try plan("--format", format, "--skip", "app=*")
            #expect(refused.status == 3 && refused.output.isEmpty)
            let allowed = try plan("--format", format, "--skip", "app=*", "--allow-empty")
            #expect(allowed.status == 0 && allowed.output.contains("nothing selected"))
        }
        let typo = try plan("--format", "github", "--select", "opt=26")
        #expect(typo.status == 2 && typo.output.isEmpty)
    }

    @Test func shardsOfAShardAreRefused() throws {
        let result = try plan("--format", "gitlab", "--shard", "1/1", "--max-jobs", "2")
        #expect(result.status == 2 && result.output.isEmpty && result.errors.contains("[plan.too-many-jobs]"))
    }

    @Test func aProfileChoosesAndItsMistakesAreShownInTheFile() throws {
        try withTool { tool in
            let profiles = "profiles: {small: {select: app=web, skip: [otp=28]}}\n"
            try tool.put(Self.matrix + profiles, at: "matrix.yaml")
            let small = try tool.call(["plan", "--profile", "small"])
            #expect(small.output.contains("  2 not in 'app=web' in select of profile 'small'\n"), "\(small)")
            #expect(small.output.contains("  1 left out by 'otp=28' in skip of profile 'small'\n"), "\(small)")
            let jobs = try Self.entries(tool.call(["plan", "--profile", "small", "--format", "github"]).output)
            #expect(jobs.map { $0["args"]?.prefix(23) } == ["--profile small --only "])
            try tool.put(Self.matrix + profiles.replacing("app=web", with: "opt=1"), at: "matrix.yaml")
            let bad = try tool.call(["plan", "--profile", "small"])
            #expect(bad.status == 2 && bad.output.isEmpty)
            #expect(bad.errors.hasPrefix("matrix.yaml:9:28: error: unknown axis 'opt' in"), "\(bad)")
        }
    }

    @Test func aRunWithoutCellsIsASuccessIfThatWasAskedFor() throws {
        try withTool { tool in
            try tool.put(Self.matrix, at: "matrix.yaml")
            let allowed = try tool.call(["run", "--skip", "app=*", "--allow-empty"])
            #expect(allowed.status == 0 && allowed.output.contains("No cell was planned."), "\(allowed)")
            #expect(try tool.call(["run", "--skip", "app=*"]).status == 3)
            // One cell in two shards leaves one of them empty.
            let only = ["--select", "app=web,otp=28"]
            let runs = try (1...2).map { try tool.call(["run", "--shard", "\($0)/2"] + only) }
            #expect(runs.map(\.status) == [0, 0], "\(runs)")
            #expect(runs.filter { $0.errors.contains("has none of the 1 cell") }.count == 1)
        }
    }

    @Test func aRunIsFinishedFromItsRecordOrItsEvents() throws {
        try withTool { tool in
            try tool.put(Self.matrix, at: "matrix.yaml")
            _ = try tool.call(["run"])
            for name in ["run.json", "events.ndjson"] {
                let file = tool.folder.appending(path: "dist/\(name)")
                let text = try String(contentsOf: file, encoding: .utf8)
                try tool.put(text.replacing("\"failed\"", with: "\"passed\""), at: "earlier/\(name)")
                let all = try tool.call(["plan", "--rerun", "earlier"])
                #expect(all.output.contains("4 cells selected, 2 of them carried over"), "\(name): \(all)")
                let one = try tool.call(["plan", "--rerun", "earlier/\(name)", "--select", "app=web"])
                #expect(one.output.contains("2 cells selected, 1 of them carried over"), "\(name): \(one)")
                #expect(try tool.call(["plan", "--rerun", "latest"]).output.contains("4 cells selected, 0 dropped"))
                try FileManager.default.removeItem(at: tool.folder.appending(path: "earlier"))
            }
            try tool.put("{}", at: "dist/run.json")
            let broken = try tool.call(["plan", "--failed"])
            #expect(broken.status == 2 && broken.errors.contains("run.json"), "\(broken)")
        }
    }

    private static func entries(_ text: String) throws -> [[String: String]] {
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(document?["include"] as? [[String: String]])
    }
}
