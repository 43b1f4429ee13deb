import Matrix
import Testing

/// Runs to report on: what the pipeline would have told of them, event by event.
enum Samples {
    static let start: Double = 1_767_225_600.5

    static func version(_ text: String) throws -> Version { try #require(Version(text)) }

    static func cell(
        _ app: String, _ mode: Mode = .cli, otp: String = "27.3.4.1", request: String = "27",
        target: String = "any_linux_x86_64"
    ) throws -> Cell {
        Cell(
            app: app, mode: mode, otpRequest: try #require(VersionRequest(request)), otp: try version(otp),
            elixir: try version("1.18.3"), target: try #require(Target.named(target, host: .x86_64)))
    }

    static func artifact(_ cell: Cell, bytes: Int = 9_000_001) -> ArtifactRecord {
        let parts: [(Component, Int, Int)] = [
            (.launcher, 40_960, 40_960), (.erts, 15_000_000, 5_000_000), (.otp, 9_000_000, 2_500_000),
            (.elixir, 4_000_000, 1_000_000), (.app, 300_000, 100_000), (.format, 20_000, bytes - 8_640_960),
        ]
        return ArtifactRecord(
            file: "\(cell.app)-0.1.0-\(cell.mode.rawValue)-otp\(cell.otp?.text ?? "")-\(cell.target.name)",
            sha256: String(repeating: "5e", count: 32), size: bytes,
            components: parts.map { ComponentSize(component: $0, raw: $1, stored: $2) }, appVersion: "0.1.0")
    }

    static func cells() throws -> [Cell] {
        [
            try cell("test_cli"), try cell("test_cli", otp: "29.1.1", request: "29"), try cell("test_tui", .tui),
            try cell("test_escript", .escript),
        ]
    }

    static func dropped() throws -> [DroppedCell] {
        [
            DroppedCell(
                cell: try cell("test_tui", .tui, target: "windows_x86_64"), reason: "tui needs a Unix terminal")
        ]
    }

    /// The key of an action for this cell alone.
    private static func key(_ cell: Cell, _ stage: Stage) -> String { "\(stage.rawValue) of \(cell.id)" }

    /// The beginning of an action for this cell alone.
    static func began(_ cell: Cell, _ stage: Stage) -> Event.Kind {
        .actionStarted(ActionStart(key: key(cell, stage), stage: stage, cells: [cell.id]))
    }

    /// The end of an action for this cell alone.
    static func ended(_ cell: Cell, _ stage: Stage, _ seconds: Double, cached: Bool = false) -> Event.Kind {
        .actionFinished(
            ActionRecord(key: key(cell, stage), stage: stage, cells: [cell.id], seconds: seconds, cached: cached))
    }

    /// The stages up to the artifact and the smoke tests, all of them successful.
    static func work(_ cell: Cell, cached: Bool = false, at time: Double = start) -> [Event] {
        var kinds: [Event.Kind] = []
        for (stage, seconds) in [
            (Stage.resolve, 0.001), (.fetch, 2.5), (.compile, 7.25), (.assemble, 0.3), (.pack, 1.2),
        ] {
            if !cached { kinds.append(began(cell, stage)) }
            kinds.append(ended(cell, stage, seconds, cached: cached))
        }
        kinds.append(.artifactMade(cell.id, artifact(cell)))
        kinds.append(began(cell, .smoke))
        kinds.append(.testFinished(cell.id, TestRecord(name: "greets", seconds: 0.412, output: "Hello, Ana!\n")))
        return kinds.map { Event(time: time, kind: $0) }
    }

    /// The end of a cell that was worked on by `work`.
    static func end(_ cell: Cell, _ outcome: Outcome = .passed, tests: [TestRecord] = []) -> [Event] {
        var kinds = tests.map { Event.Kind.testFinished(cell.id, $0) }
        kinds.append(ended(cell, .smoke, 0.8))
        kinds.append(ended(cell, .measure, 0.002))
        kinds.append(.cellFinished(cell.id, outcome))
        return kinds.map { Event(time: start + 12, kind: $0) }
    }

    static func begin() throws -> Event {
        let cells = try cells()
        let start = RunStart(tool: "0.1.0", cells: cells, dropped: try dropped(), matrix: "matrix.yaml")
        return Event(time: Samples.start, kind: .runStarted(start))
    }

    static func finish(signal: Int? = nil) -> Event { Event(time: start + 42.125, kind: .runFinished(signal: signal)) }

    static func green(cached: Bool = false) throws -> [Event] {
        [try begin()] + (try cells()).flatMap { work($0, cached: cached) + end($0) } + [finish()]
    }

    static let exitStatus = Failure(
        stage: .smoke, code: "smoke.exit-status",
        message: "test_cli 'exits' ended with status 3 where 0 was expected", hint: "run the artifact by hand",
        log: ["\u{1B}[31mboom\u{1B}[0m", "last line"])

    static let compile = Failure(
        stage: .compile, code: "compile.failed", message: "mix compile ended with status 1",
        hint: "correct the project", log: ["== Compilation error in file lib/a.ex ==", "** (SyntaxError) <oops> & ]]>"])

    static let leftovers = Failure(
        stage: .smoke, code: "smoke.left-behind", message: "2 processes were left behind: epmd, inet_gethost")

    static let network = Failure(
        stage: .fetch, code: "fetch.timeout", message: "the mirror did not answer", isInfrastructure: true)

    /// A failing test, a failing compile, processes left behind, and a failure that is allowed.
    static func red() throws -> [Event] {
        let cells = try cells()
        let failing = TestRecord(name: "exits", seconds: 0.1, failure: exitStatus, output: "boom\nlast line\n")
        var events = [try begin()]
        events += work(cells[0]) + end(cells[0], .failed(exitStatus), tests: [failing])
        events.append(Event(time: start + 3, kind: began(cells[1], .compile)))
        events.append(Event(time: start + 4, kind: .cellFinished(cells[1].id, .failed(compile))))
        events += work(cells[2]) + end(cells[2], .failed(leftovers))
        events += work(cells[3])
        events += end(cells[3], .allowedToFail(exitStatus, reason: "preview of OTP"), tests: [failing])
        return events + [finish()]
    }

    /// One cell finished, one was being smoke-tested, one was being compiled, one had not begun.
    static func interrupted() throws -> [Event] {
        let cells = try cells()
        var events = [try begin()] + work(cells[0]) + end(cells[0]) + work(cells[1])
        events.append(Event(time: start + 9, kind: ended(cells[2], .fetch, 1, cached: true)))
        events.append(Event(time: start + 10, kind: began(cells[2], .compile)))
        return events + [finish(signal: 15)]
    }

    /// A cell that passed at the second try, one that may not pass yet, one that does though it may not, one that was taken over
    /// from an earlier run, and one that was not tried; warnings, tests from the cache and a stage that was tried again.
    static func mixed() throws -> [Event] {
        let cells = try cells() + [try cell("test_late")]
        let dropped = try dropped()
        let begin = RunStart(
            tool: "0.1.0", cells: cells, dropped: dropped, shard: Shard(number: 1, count: 2, matrix: "9f2c"),
            matrix: "ci/my matrix.yaml", folders: ["test_cli": "smoke_tests/test_cli"])
        var events = [Event(time: start, kind: .runStarted(begin))]
        let again = TestRecord(name: "exits", seconds: 0.1, output: "ok\n", earlier: [exitStatus])
        events += work(cells[0]) + [Event(time: start + 5, kind: .cellWarned(cells[0].id, leftovers))]
        events += end(cells[0], .flaky(exitStatus), tests: [again])
        let failing = TestRecord(
            name: "exits", seconds: 0.1, failure: exitStatus, output: "boom\nlast line\n", earlier: [exitStatus])
        events += work(cells[1])
        events += end(cells[1], .expectedToFail(exitStatus, reason: "crypto is late (#123)"), tests: [failing])
        let cached = TestRecord(name: "stops", seconds: 0, output: "bye\n", cached: true)
        let rule = ExpectedFailure(reason: "no terminal", issue: "#7")
        let today = CalendarDate(secondsSince1970: start)
        events += work(cells[2])
        events += end(cells[2], OutcomeRule.expectedToFail(rule).outcome(failure: nil, today: today), tests: [cached])
        let earlier = try record(green()).cells[3]
        events.append(Event(time: start + 6, kind: .cellCarried(earlier)))
        let retried = ActionRecord(
            key: "9f2c", stage: .fetch, cells: [cells[4].id], seconds: 3, cached: false, earlier: [network, network])
        events.append(Event(time: start + 7, kind: .actionFinished(retried)))
        events.append(
            Event(
                time: start + 8,
                kind: .cellFinished(cells[4].id, .skipped(reason: "the run stops at the first failure"))))
        return events + [finish()]
    }

    static func record(_ events: [Event]) throws -> RunRecord { try #require(RunRecord(events: events)) }

    /// A cell whose every text is meant to break something.
    static func nasty() throws -> RunRecord {
        let text =
            "]]> \u{0}\u{1}\u{8}\u{B} \u{1B}[1;31mred\u{1B}[0m \u{1B}]0;title\u{7} \u{FFFE}\u{FFFF} 👩‍👩‍👧 <a b='\"'>&amp; \r\n\t| `x` \u{1F}\u{7F}\u{9B}2J"
        let cell = try cell("we\"ird<&>\u{1}app")
        let failure = Failure(stage: .smoke, code: "smoke.\(text)", message: text, hint: text, log: [text, text])
        let test = TestRecord(name: text, seconds: .infinity, failure: failure, output: text)
        let stage = StageRecord(stage: .pack, seconds: -.infinity, cached: false)
        return RunRecord(
            tool: text, started: .nan, finished: 1e300, interruptedBy: .max,
            cells: [
                CellRecord(
                    cell: cell, outcome: .allowedToFail(failure, reason: text), stages: [stage], tests: [test, test],
                    artifact: ArtifactRecord(
                        file: text, sha256: text, size: .max,
                        components: [
                            ComponentSize(component: .erts, raw: .max, stored: .max),
                            ComponentSize(component: .erts, raw: .max, stored: .min),
                        ], appVersion: text))
            ],
            dropped: [DroppedCell(cell: cell, reason: text)])
    }
}
