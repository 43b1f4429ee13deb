import Matrix
import Testing

@testable import Reports

@Suite struct ServiceTests {
    private func service(_ variables: [String: String]) throws -> Service {
        try #require(Service.detect(variables, currentFolder: "/repo/sub"))
    }

    private let gitHub = ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/repo", "GITHUB_STEP_SUMMARY": "/tmp/page"]

    /// What GitHub's runner, Azure's agent and TeamCity take for a command: `::` behind white space or `##[` anywhere, `##vso[`,
    /// `##teamcity[`.
    private func isCommand(_ line: String) -> Bool {
        line.drop { $0.isWhitespace }.hasPrefix("::") || line.contains("##[") || line.contains("##vso[")
            || line.contains("##teamcity[")
    }

    @Test(
        "The service is found by its variable",
        arguments: [
            ("GITHUB_ACTIONS", "GitHub Actions"), ("GITLAB_CI", "GitLab CI"), ("TEAMCITY_VERSION", "TeamCity"),
            ("TF_BUILD", "Azure Pipelines"), ("BUILDKITE", "Buildkite"),
        ])
    func detection(variable: String, name: String) throws {
        #expect(try service([variable: "True"]).name == name)
        #expect(Service.detect([variable: ""], currentFolder: "/") == nil)
        #expect(Service.detect(["CI": "true"], currentFolder: "/") == nil)
    }

    @Test("A finished cell is a group of its own")
    func groups() throws {
        let cell = try Samples.record(Samples.green()).cells[0]
        func group(_ variable: String) throws -> [String] {
            let group = try service([variable: "true"]).group("[1/4]  passed  a:b%", cell, at: Samples.start + 12)
            return [group.opening.first ?? ""] + group.closing
        }
        #expect(try group("GITHUB_ACTIONS") == ["::group::[1/4]  passed  a:b%25", "::endgroup::"])
        #expect(
            try group("GITLAB_CI") == [
                "\u{1B}[0Ksection_start:1767225600:test_cli-cli-otp-27.3.4.1-any_linux_x86_64[collapsed=true]\r\u{1B}[0K"
                    + "[1/4]  passed  a:b%",
                "\u{1B}[0Ksection_end:1767225612:test_cli-cli-otp-27.3.4.1-any_linux_x86_64\r\u{1B}[0K",
            ])
        #expect(
            try group("TEAMCITY_VERSION") == [
                "##teamcity[blockOpened name='|[1/4|]  passed  a:b%']",
                "##teamcity[blockClosed name='|[1/4|]  passed  a:b%']",
            ])
        #expect(try group("TF_BUILD") == ["##[group][1/4]  passed  a:b%", "##[endgroup]"])
        #expect(try group("BUILDKITE") == ["--- [1/4]  passed  a:b%"])
    }

    @Test("In a group stand stages, tests with their output, and what went wrong")
    func inside() throws {
        let cell = try Samples.record(Samples.red()).cells[0]
        let lines = try service(gitHub).group("x", cell, at: 0).opening
        #expect(
            lines.dropFirst() == [
                "  resolve  0.0 s", "  fetch  2.5 s", "  compile  7.3 s", "  assemble  0.3 s", "  pack  1.2 s",
                "  smoke  0.8 s", "  measure  0.0 s", "  smoke test greets  0.4 s  passed", "  | Hello, Ana!",
                "  smoke test exits  0.1 s  failed, smoke.exit-status", "  | boom", "  | last line",
                "  smoke: smoke.exit-status", "  test_cli 'exits' ended with status 3 where 0 was expected",
                "  hint: run the artifact by hand", "  | boom", "  | last line",
            ])
    }

    @Test("No foreign text becomes a command", arguments: ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"])
    func hostile(variable: String) throws {
        let text = [
            "::error::x", " \u{A0}::add-mask::y", "\u{2003}::set-env name=a::b", "a ##[add-path]/tmp",
            "##vso[task.setvariable variable=a]b", "##teamcity[buildStatus status='SUCCESS']",
            "x\r\n::stop-commands::y",
        ].joined(separator: "\n")
        let failure = Failure(stage: .smoke, code: text, message: text, hint: text, log: [text])
        let test = TestRecord(name: text, seconds: 1, failure: failure, output: text, earlier: [failure])
        let cell = CellRecord(
            cell: try Samples.cell("a"), outcome: .allowedToFail(failure, reason: text), tests: [test],
            warnings: [failure])
        let record = RunRecord(tool: "", started: 0, cells: [cell], matrix: text)
        let service = try service([variable: "1"])
        let group = service.group(text, cell, at: 0)
        #expect(group.opening.filter(isCommand).count == 1)
        let verdict = service.verdict(record, style: .plain) { _ in true }
        let commands = verdict.filter(isCommand)
        #expect(commands.count == 2, "\(commands)")
        for command in commands {
            #expect(!command.contains("\n") && !command.contains("\r"))
            #expect(
                ["::warning ", "##vso[task.logissue type=warning]", "##teamcity[message "].contains {
                    command.hasPrefix($0)
                })
        }
        for line in text.split(whereSeparator: \.isNewline) { #expect(!isCommand(Service.inert(String(line)))) }
    }

    @Test("A compiler's error is marked in the file, by its path from the repository's root, once for all cells")
    func place() throws {
        let log = ["    error: undefined function foo/0, really: 100%", "    └─ lib/a.ex:4:5: A.run/1"]
        let failure = Failure(
            stage: .compile, code: "compile.failed", message: "mix compile ended with status 1", log: log)
        let cells = try Samples.cells().prefix(2).map { CellRecord(cell: $0, outcome: .failed(failure)) }
        let record = RunRecord(
            tool: "", started: 0, cells: cells, matrix: "m.yaml", folders: ["test_cli": "apps/test, cli"])
        var asked: [String] = []
        let lines = try service(gitHub).verdict(record, style: .plain) { path in
            asked.append(path)
            return path == "apps/test, cli/lib/a.ex"
        }
        let id = "test_cli/cli/otp-27.3.4.1/any_linux_x86_64"
        #expect(
            lines[0]
                == "::error file=sub/apps/test%2C cli/lib/a.ex,line=4,col=5,title=compile.failed%3A \(id) and 1 more::"
                + "undefined function foo/0, really: 100%25%0Arerun: bmatrix run m.yaml --only \(id)")
        #expect(!lines.dropFirst().contains { $0.hasPrefix("::") })
        let elsewhere = try service(gitHub).verdict(record, style: .plain) { _ in false }
        #expect(
            elsewhere[0].hasPrefix("::error title=compile.failed%3A \(id) and 1 more::mix compile ended with status 1"))
    }

    @Test("At most ten errors and ten warnings are marked, the last of them tells of the rest")
    func limits() throws {
        let cells = try (0..<40).map { number in
            let failure = Failure(stage: .smoke, code: "smoke.exit-status", message: "number \(number)")
            let outcome: Outcome = number % 2 == 0 ? .failed(failure) : .flaky(failure)
            return CellRecord(cell: try Samples.cell("a\(number)"), outcome: outcome)
        }
        let unfinished = CellRecord(cell: try Samples.cell("b"))
        let record = RunRecord(tool: "", started: 0, cells: cells + [unfinished])
        let lines = try service(gitHub).verdict(record, style: .plain) { _ in true }
        #expect(lines.filter { $0.hasPrefix("::error ") }.count == 10)
        #expect(lines.filter { $0.hasPrefix("::warning ") }.count == 10)
        #expect(lines.contains("::error title=12 more errors::12 more errors are in summary.md and junit.xml"))
        #expect(lines.contains("::error title=interrupted::1 cell was not finished"))
        #expect(lines.last == Verdict(record).lines.last)
    }

    @Test("The page of a job is filled up to GitHub's limit, whoever else has written to it")
    func summary() throws {
        let service = try service(gitHub)
        #expect(service.summaryFile == "/tmp/page")
        let log = (0..<40).map { "line \($0) " + String(repeating: "x", count: 400) }
        let cells = try (0..<200).map { number in
            CellRecord(
                cell: try Samples.cell("a\(number)"),
                outcome: .failed(Failure(stage: .smoke, code: "smoke.stdout", message: "\(number)", log: log)))
        }
        let record = RunRecord(tool: "", started: 0, cells: cells)
        for used in [0, 1, 500_000, 900_000] {
            let page = try #require(service.summary(record, used: used))
            #expect(used + page.utf8.count <= 960 * 1024)
            #expect(page.contains("in `run.json`."))
        }
        #expect(service.summary(record, used: 980_000) == nil)
    }

    @Test("TeamCity reads JUnit itself, Azure shows the summary, Buildkite opens what is red")
    func others() throws {
        #expect(
            try service(["TEAMCITY_VERSION": "1"]).reports(in: "/repo/d[1]")
                == ["##teamcity[importData type='junit' path='/repo/d|[1|]/junit.xml']"])
        #expect(try service(["TF_BUILD": "True"]).reports(in: "/r") == ["##vso[task.uploadsummary]/r/summary.md"])
        let red = try Samples.record(Samples.red())
        #expect(try service(["BUILDKITE": "true"]).verdict(red, style: .plain) { _ in false }.first == "+++ bmatrix")
        let lines = try service(["TF_BUILD": "True"]).verdict(red, style: .plain) { _ in false }
        #expect(lines[0].hasPrefix("##vso[task.logissue type=error]smoke.exit-status: test_cli/"))
    }
}
