import Matrix
import Testing

@testable import Reports

@Suite struct JUnitReportTests {
    private static let runs = ["green", "red", "mixed", "interrupted", "nasty", "empty"]

    private func record(_ name: String) throws -> RunRecord {
        switch name {
        case "green": try Samples.record(Samples.green())
        case "red": try Samples.record(Samples.red())
        case "mixed": try Samples.record(Samples.mixed())
        case "interrupted": try Samples.record(Samples.interrupted())
        case "nasty": try Samples.nasty()
        default: RunRecord(tool: "0.1.0", started: 0)
        }
    }

    private func suites(_ name: String) throws -> [XMLNode] {
        let record = try record(name)
        let suites = try XMLNode.read(JUnitReport(record).xml).children
        try #require(suites.count == record.cells.count)
        return suites
    }

    @Test func aStandInIsAPropertyAndAWarning() throws {
        var record = try record("green")
        let words = "OTP 27.1 was asked for; the host's 26.2 was used"
        record.cells[0].warnings = [Failure(stage: .resolve, code: Failure.fallbackCode, message: words)]
        let suites = try XMLNode.read(JUnitReport(record).xml).children
        let values = suites.map { suite in
            suite.all("properties").flatMap { $0.all("property") }
                .first { $0.attributes["name"] == "fallback" }?.attributes["value"]
        }
        #expect(values == [words] + suites.dropFirst().map { _ in nil })
        #expect(Summary(record).markdown.contains("26.2 was used"))
    }

    private func testCase(_ suite: XMLNode, _ name: String) throws -> XMLNode {
        try #require(suite.all("testcase").first { $0.attributes["name"] == name })
    }

    @Test(
        "Jenkins' schema accepts every report", .enabled(if: JUnitSchema.hasLinter, "xmllint is not installed"),
        .enabled(if: JUnitSchema.path != nil, "ci/junit-schema was not run"), arguments: runs)
    func schema(name: String) throws {
        let schema = try #require(JUnitSchema.path)
        let result = try JUnitSchema.validate(JUnitReport(try record(name)).xml, schema: schema)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(
        "The schema check can fail", .enabled(if: JUnitSchema.hasLinter, "xmllint is not installed"),
        .enabled(if: JUnitSchema.path != nil, "ci/junit-schema was not run"))
    func schemaCanFail() throws {
        let schema = try #require(JUnitSchema.path)
        let wrong = JUnitReport(try record("green")).xml.replacing("<testcase ", with: "<testcase file=\"a\" ")
        #expect(try JUnitSchema.validate(wrong, schema: schema).status != 0)
    }

    @Test("The counts are those of the elements, and every planned cell appears once", arguments: runs)
    func counts(name: String) throws {
        let record = try record(name)
        let root = try XMLNode.read(JUnitReport(record).xml)
        #expect(root.name == "testsuites")
        var sums: [String: Int] = [:]
        for suite in root.children {
            for (key, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
                let count = suite.all("testcase").flatMap { $0.all(element) }.count
                #expect(suite.attributes[key] == "\(count)")
                sums[key, default: 0] += count
            }
            #expect(suite.attributes["tests"] == "\(suite.all("testcase").count)")
            sums["tests", default: 0] += suite.all("testcase").count
        }
        for key in ["tests", "failures", "errors"] { #expect(root.attributes[key] == "\(sums[key] ?? 0)") }
        let names = root.children.compactMap { $0.attributes["name"] }
        #expect(names == record.cells.map { PlainText($0.cell.id.text).text })
    }

    @Test("Each case has one result at most, a name of its own, and a time of three decimals", arguments: runs)
    func cases(name: String) throws {
        for suite in try suites(name) {
            let cases = suite.all("testcase")
            #expect(Set(cases.map { $0.attributes["name"] }).count == cases.count)
            for one in cases {
                #expect(one.children.filter { ["failure", "error", "skipped"].contains($0.name) }.count <= 1)
                #expect(one.attributes["time"]?.wholeMatch(of: /[0-9]+\.[0-9]{3}/) != nil)
                #expect(one.attributes["classname"]?.isEmpty == false)
            }
        }
    }

    @Test("A suite's time is the sum of its cases' and the run's that of its suites", arguments: runs)
    func times(name: String) throws {
        func thousandths(_ node: XMLNode) -> Int? {
            node.attributes["time"].flatMap { Int($0.replacing(".", with: "")) }
        }
        let root = try XMLNode.read(JUnitReport(try record(name)).xml)
        for suite in root.children {
            #expect(thousandths(suite) == suite.all("testcase").compactMap(thousandths).reduce(0, +))
        }
        #expect(thousandths(root) == root.children.compactMap(thousandths).reduce(0, +))
    }

    @Test("A green cell has its axes, its cases and its class name without dots in versions")
    func green() throws {
        let suite = try #require(try suites("green").first)
        #expect(suite.attributes["name"] == "test_cli/cli/otp-27.3.4.1/any_linux_x86_64")
        #expect(suite.attributes["timestamp"] == "2026-01-01T00:00:00")
        #expect(suite.all("testcase").map { $0.attributes["name"] } == ["build", "smoke: greets", "size"])
        let build = try testCase(suite, "build")
        #expect(build.attributes["classname"] == "test_cli.cli.otp-27_3_4_1.any_linux_x86_64")
        #expect(build.attributes["time"] == "11.251")
        let properties = suite.all("properties").flatMap { $0.all("property") }
        let axes = properties.map { "\($0.attributes["name"] ?? "")=\($0.attributes["value"] ?? "")" }
        #expect(axes.contains("otp=27.3.4.1"))
        #expect(axes.contains("otp-request=27"))
        #expect(axes.contains("elixir=1.18.3"))
        #expect(axes.contains("target=any_linux_x86_64"))
    }

    @Test("A failing test tells code, message, hint and log, the message twice, without escape sequences")
    func failingTest() throws {
        let suite = try suites("red")[0]
        let failure = try #require(try testCase(suite, "smoke: exits").all("failure").first)
        #expect(failure.attributes["type"] == "smoke.exit-status")
        #expect(failure.attributes["message"] == Samples.exitStatus.message)
        #expect(
            failure.text
                == """
                \(Samples.exitStatus.message)

                hint: run the artifact by hand

                rerun: bmatrix run matrix.yaml --only test_cli/cli/otp-27.3.4.1/any_linux_x86_64

                log:
                boom
                last line
                """)
        #expect(suite.attributes["failures"] == "1")
        #expect(try testCase(suite, "smoke: exits").all("system-out").first?.text == "boom\nlast line\n")
    }

    @Test("An artifact that could not be run is skipped in its smoke tests alone")
    func notRun() throws {
        let cell = try #require(try Samples.cells().first)
        let end = Samples.end(cell, .skipped(reason: "no emulator"))
        let artifact = Event(time: Samples.start, kind: .artifactMade(cell.id, Samples.artifact(cell)))
        let record = try Samples.record([try Samples.begin(), artifact] + end + [Samples.finish()])
        let suite = try #require(try XMLNode.read(JUnitReport(record).xml).children.first)
        #expect(try testCase(suite, "smoke").all("skipped").first?.attributes["message"] == "no emulator")
        for name in ["build", "size"] { #expect(try testCase(suite, name).all("skipped").isEmpty) }
    }

    @Test("An emulator is told by every report")
    func emulated() throws {
        let cell = try #require(try Samples.cells().first)
        let test = TestRecord(name: "greets", seconds: 2, output: "Hello\n", emulator: "qemu-aarch64")
        let record = try Samples.record(
            [try Samples.begin()] + Samples.end(cell, tests: [test]) + [Samples.finish()])
        let suite = try #require(try XMLNode.read(JUnitReport(record).xml).children.first)
        let properties = try #require(suite.all("properties").first).all("property")
        #expect(properties.contains { $0.attributes == ["name": "emulator", "value": "qemu-aarch64"] })
        let sentence = "1 cell: smoke tests ran under qemu-aarch64"
        #expect(Summary(record).markdown.contains("- \(sentence)"))
        #expect(Verdict(record).lines.contains { $0.hasPrefix("emulated  \(sentence)") })
    }

    @Test("A failing build is red in its own case, and the size is skipped")
    func failingBuild() throws {
        let suite = try suites("red")[1]
        #expect(suite.all("testcase").map { $0.attributes["name"] } == ["build", "size"])
        #expect(try testCase(suite, "build").all("failure").first?.text.contains("<oops> & ]]>") == true)
        #expect(try testCase(suite, "size").all("skipped").count == 1)
    }

    @Test("Processes left behind are a case of their own")
    func leftovers() throws {
        let suite = try suites("red")[2]
        #expect(suite.all("testcase").map { $0.attributes["name"] } == ["build", "smoke: greets", "leftovers", "size"])
        #expect(try testCase(suite, "leftovers").all("failure").first?.attributes["type"] == "smoke.left-behind")
    }

    @Test("A failure that is allowed is skipped, with its message")
    func allowedToFail() throws {
        let suite = try suites("red")[3]
        #expect(suite.attributes["failures"] == "0")
        let skipped = try #require(try testCase(suite, "smoke: exits").all("skipped").first)
        #expect(
            skipped.attributes["message"]
                == "allowed to fail (preview of OTP): \(Samples.exitStatus.message)")
        #expect(skipped.text.contains("last line"))
    }

    @Test("A test that passed when it was tried again is flaky in Surefire's words")
    func flaky() throws {
        let suite = try suites("mixed")[0]
        #expect([suite.attributes["failures"], suite.attributes["errors"]] == ["0", "0"])
        let flaky = try #require(try testCase(suite, "smoke: exits").all("flakyFailure").first)
        #expect(flaky.attributes["type"] == "smoke.exit-status")
        #expect(flaky.all("stackTrace").first?.text.hasSuffix("boom\nlast line") == true)
        let leftovers = try testCase(suite, "leftovers")
        #expect(leftovers.all("system-out").first?.text == "warning: \(Samples.leftovers.message) [smoke.left-behind]")
    }

    @Test("Earlier tries of a test that failed in the end stand beside the failure")
    func rerunFailure() throws {
        let test = TestRecord(name: "exits", seconds: 1, failure: Samples.exitStatus, earlier: [Samples.leftovers])
        let cell = CellRecord(cell: try Samples.cell("a"), outcome: .failed(Samples.exitStatus), tests: [test])
        let report = JUnitReport(RunRecord(tool: "", started: 0, cells: [cell]))
        let suite = try #require(try XMLNode.read(report.xml).children.first)
        let one = try testCase(suite, "smoke: exits")
        #expect(one.children.map(\.name) == ["failure", "rerunFailure"])
        #expect(one.all("rerunFailure").first?.attributes["type"] == "smoke.left-behind")
    }

    @Test(
        "Failures that are expected, cells that were not tried and tests from the cache can be seen; passing against a rule is red"
    )
    func rules() throws {
        let suites = try suites("mixed")
        #expect(suites.map { $0.attributes["failures"] } == ["0", "0", "1", "0", "0"])
        let expected = try #require(try testCase(suites[1], "smoke: exits").all("skipped").first)
        #expect(
            expected.attributes["message"]
                == "expected to fail (crypto is late (#123)): \(Samples.exitStatus.message)")
        let rule = try #require(try testCase(suites[2], "outcome").all("failure").first)
        #expect(rule.attributes["type"] == "outcome.unexpected-pass")
        #expect(rule.text.contains("rerun: bmatrix run 'ci/my matrix.yaml' --only test_tui/"))
        #expect(
            try testCase(suites[2], "smoke: stops").all("system-out").first?.text.hasPrefix("passed in an earlier run")
                == true)
        let properties = suites[3].all("properties").flatMap { $0.all("property") }
        #expect(properties.contains { $0.attributes["name"] == "carried" && $0.attributes["value"] == "true" })
        let skipped = try #require(try testCase(suites[4], "build").all("skipped").first)
        #expect(skipped.attributes["message"] == "the run stops at the first failure")
        #expect(
            try testCase(suites[4], "build").all("system-out").first?.text.contains("at try 3, after fetch.timeout")
                == true)
    }

    @Test("A failure of the surroundings is an error, not a failure")
    func infrastructure() throws {
        let record = RunRecord(
            tool: "0.1.0", started: 0,
            cells: [CellRecord(cell: try Samples.cell("a"), outcome: .failed(Samples.network))])
        let suite = try #require(try XMLNode.read(JUnitReport(record).xml).children.first)
        #expect(try testCase(suite, "build").all("error").first?.attributes["type"] == "fetch.timeout")
        #expect(suite.attributes["errors"] == "1")
        #expect(suite.attributes["failures"] == "0")
    }

    @Test("A failed measurement makes the size red")
    func measure() throws {
        let failure = Failure(stage: .measure, code: "measure.budget", message: "too big")
        let cell = CellRecord(cell: try Samples.cell("a"), outcome: .failed(failure))
        let suite = try #require(
            try XMLNode.read(JUnitReport(RunRecord(tool: "", started: 0, cells: [cell])).xml).children.first)
        #expect(try testCase(suite, "size").all("failure").first?.attributes["message"] == "too big")
    }

    @Test("Interrupted cells are errors where they stood, none is left out")
    func interrupted() throws {
        let suites = try suites("interrupted")
        #expect(suites.map { $0.attributes["errors"] } == ["0", "1", "1", "1"])
        let smoke = try #require(try testCase(suites[1], "smoke").all("error").first)
        #expect(smoke.attributes["type"] == "Interrupted")
        #expect(smoke.attributes["message"] == "the run was ended by signal 15 before this cell was finished")
        #expect(try testCase(suites[2], "build").all("error").first?.text.contains("finished") == true)
        #expect(try testCase(suites[3], "build").all("error").first?.text.contains("begun") == true)
        #expect(try testCase(suites[3], "size").all("skipped").count == 1)
    }

    @Test("Attachments stand beside failures only")
    func attachments() throws {
        let cells = try Samples.cells()
        let logs = Dictionary(uniqueKeysWithValues: cells.map { ($0.id, ["dist/cells/\($0.id)/smoke.log"]) })
        let root = try XMLNode.read(JUnitReport(try record("red"), attachments: logs).xml)
        let outputs = root.everything.filter { $0.name == "system-out" && $0.text.contains("[[ATTACHMENT|") }
        #expect(outputs.count == 3)
        #expect(outputs[0].text.hasSuffix("[[ATTACHMENT|dist/cells/\(cells[0].id)/smoke.log]]"))
    }

    @Test("Much output does not make the report bigger than GitLab reads")
    func limits() throws {
        let output = String(repeating: "&\u{1F600}", count: 2200)
        let failure = Failure(stage: .smoke, code: "smoke.stdout", message: output, log: [output])
        let cell = try Samples.cell("a")
        let tests = (0..<5).map { TestRecord(name: "t\($0)", seconds: 1, failure: failure, output: output) }
        let record = RunRecord(
            tool: "", started: 0,
            cells: Array(repeating: CellRecord(cell: cell, outcome: .failed(failure), tests: tests), count: 100))
        let report = JUnitReport(record).xml
        #expect(report.utf8.count < 30_000_000)
        #expect(report.contains("the middle is left out"))
    }
}
