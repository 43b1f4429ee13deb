import Matrix
import Testing

@testable import Configuration

@Suite struct MatrixFileTests {
    static let whole = """
        # yaml-language-server: $schema=./bmatrix.schema.json
        version: 1
        x-tests: &greeting {run: [hello, Ana], expect: {stdout: "Hello, Ana!\\n"}}
        apps:
          test_cli: {path: smoke_tests/test_cli, modes: [cli], entry: TestCLI.Main, release: test_cli}
          test_tui: {path: smoke_tests/test_tui, modes: [tui]}
          test_daemon:
            path: smoke_tests/test_daemon
            modes: daemon
            smoke:
              - name: echoes
                daemon:
                  ready: {port: "{port}"}
                  within: 5s
                  checks:
                    - tcp: {port: "{port}", send: "hi\\n", receive: "hi\\n"}
                    - {file: "{folder}/beat", contains: tick}
                    - log: started
          test_escript: {path: smoke_tests/test_escript, modes: [escript]}
        matrix:
          target: [any_linux_x86_64, alpine_3_19_x86_64]
          otp: ["27", 28.10, "29"]
          elixir: auto
          mode: [cli, tui, daemon, escript]
          exclude: [{app: test_daemon, otp: "28*", reason: flaky there}]
          include: [{app: test_cli, mode: cli, otp: "26", target: any_linux_x86_64, reason: a customer has it}]
        sources: [debian: {mirror: http://mirror.example/debian, suites: [trixie, forky], valid-until: ignore}, system]
        defaults: {compression: 3, timeout: {build: 10m, grace: 500ms}, retries: {infra: 1, smoke: 0}}
        environment: {pass: [SSH_AUTH_SOCK], set: {MIX_ENV: prod, EMPTY: "", FLAG: no}, strip: [asdf, mise, kerl]}
        overrides:
          - {when: {otp: "29*"}, outcome: allowed-to-fail, reason: preview}
          - {when: {app: test_cli}, outcome: required, compression: 19, timeout: {smoke: 1m}}
          - when: {mode: [cli, escript], target: any_*}
            environment: {set: {FLAG: yes}, pass: [SSH_AUTH_SOCK, TERM]}
            smoke: [{name: extra, run: [], stdin: abc, environment: {A: "1"}, timeout: 10s, expect: {exit: 3, stderr: {contains: x}}}]
        smoke:
          cli:
            - {<<: *greeting, name: greets}
          escript:
            - {<<: *greeting, name: greets}
            - {name: dies, run: wait, expect: {signal: TERM, stdout: {contains: [a, b], matches: ^OTP}}}
          tui:
            - name: menu
              terminal:
                size: 100x40
                steps: [{wait: Menu}, {press: [down, enter, q]}, {type: "yes"}, {press: ctrl-c}]
        budgets:
          - {when: {mode: escript}, raw: 8MiB}
          - {when: {app: test_escript}, stored: 4.5MB}
        limits: {jobs: 2}
        output: out
        """

    private func whole() throws -> MatrixFile { try #require(matrixFile(MatrixFileTests.whole)) }

    private func cell(_ app: String, _ mode: Mode, _ otp: String = "27") throws -> Cell {
        Cell(
            app: app, mode: mode, otpRequest: try #require(VersionRequest(otp)), otp: nil, elixir: nil,
            target: try #require(Target.named("any_linux_x86_64", host: .x86_64)))
    }

    @Test func aWholeFileIsReadWithoutAWord() throws {
        #expect(told(MatrixFileTests.whole) == "")
        #expect(planned(MatrixFileTests.whole) == "")
        let file = try whole()
        #expect(file.apps.map(\.name) == ["test_cli", "test_tui", "test_daemon", "test_escript"])
        #expect(
            file.apps.first
                == App(
                    name: "test_cli", path: "smoke_tests/test_cli", modes: [.cli], entry: .module("TestCLI.Main"),
                    release: "test_cli"))
        #expect(file.apps[2].modes == [.daemon] && file.apps[2].entry == .application)
        #expect(file.axes.otp.map(\.text) == ["27", "28.10", "29"])
        #expect(file.axes.targets.map(\.name) == ["any_linux_x86_64", "alpine_3_19_x86_64"])
        #expect(file.axes.elixir == .automatic && file.axes.modes == Mode.allCases)
        #expect(
            file.sources == [
                .debian(
                    DebianSetting(
                        mirror: "http://mirror.example/debian", suites: ["trixie", "forky"], validUntil: .ignore)),
                .system(SystemSetting()),
            ])
        #expect(file.limits.jobs == 2 && file.output == "out")
    }

    @Test func whatIsNotSaidHasADefault() throws {
        let text = "version: 1\napps: {a: {path: a, modes: [cli]}}\nmatrix: {target: auto, otp: 27}\n"
        let file = try #require(matrixFile(text))
        #expect(file.sources == [.debian(DebianSetting())] && file.output == "dist" && file.limits == Limits())
        #expect(file.axes.targets.first?.architecture == .x86_64 && file.axes.modes == Mode.allCases)
        let settings = file.settings(for: try cell("a", .cli))
        #expect(settings == Settings())
        #expect(settings.compression == 19 && settings.timeouts == Timeouts(build: 1200, smoke: 30, grace: 5))
        #expect(settings.retries == Retries(infra: 2, smoke: 0) && settings.rule == .required)
        #expect(settings.leaks == .fail && !settings.network && settings.groups == [] && settings.memory == nil)
    }

    @Test(
        "the host's own Erlang stands in only where the file says so",
        arguments: [
            ("", nil), ("fallback: system", SystemSetting()),
            ("fallback: {system: {otp: /opt/otp}}", SystemSetting(otp: "/opt/otp")),
        ])
    func fallback(line: String, setting: SystemSetting?) throws {
        let text = "version: 1\napps: {a: {path: a, modes: [cli]}}\nmatrix: {target: auto, otp: 27}\n\(line)\n"
        #expect(try #require(matrixFile(text)).fallback == setting)
    }

    @Test func cachesOfOthersAreAbsolutePaths() throws {
        let text = "version: 1\napps: {a: {path: a, modes: [cli]}}\nmatrix: {target: auto, otp: 27}\n"
        #expect(try #require(matrixFile(text)).sharedCaches == [])
        #expect(try #require(matrixFile(text + "shared-cache: /srv/x\n")).sharedCaches == ["/srv/x"])
    }

    @Test func overridesApplyInOrderAndTheLastWins() throws {
        let file = try whole()
        let cli = file.settings(for: try cell("test_cli", .cli, "29"))
        #expect(cli.rule == .required && cli.compression == 19)
        #expect(cli.timeouts == Timeouts(build: 600, smoke: 60, grace: 0.5))
        #expect(cli.environment.set == ["MIX_ENV": "prod", "EMPTY": "", "FLAG": "yes"])
        #expect(cli.environment.pass == ["SSH_AUTH_SOCK", "TERM"])
        #expect(cli.environment.strip == ["asdf", "mise", "kerl"])
        let tui = file.settings(for: try cell("test_tui", .tui, "29"))
        #expect(tui.rule == .allowedToFail(reason: "preview") && tui.compression == 3 && tui.retries.infra == 1)
        #expect(tui.environment.set["FLAG"] == "no")
        #expect(file.settings(for: try cell("test_tui", .tui)).rule == .required)
        let escript = file.settings(for: try cell("test_escript", .escript))
        #expect(escript.budget == Budget(raw: 8_388_608, stored: 4_500_000, growth: nil))
    }

    @Test func smokeTestsOfACellComeFromModeAppAndOverrides() throws {
        let file = try whole()
        let escript = file.settings(for: try cell("test_escript", .escript)).smokeTests
        #expect(escript.map(\.name) == ["greets", "dies", "extra"])
        #expect(escript[0].arguments == ["hello", "Ana"])
        #expect(escript[0].expect == Expectation(stdout: TextExpectation(equals: "Hello, Ana!\n")))
        #expect(escript[1].arguments == ["wait"])
        #expect(
            escript[1].expect
                == Expectation(signal: 15, stdout: TextExpectation(contains: ["a", "b"], matches: ["^OTP"])))
        #expect(
            escript[2]
                == SmokeTest(
                    name: "extra", environment: ["A": "1"], stdin: "abc",
                    expect: Expectation(exit: 3, stderr: TextExpectation(contains: ["x"])), timeout: 10))
    }

    @Test func terminalsAndDaemonsAreRead() throws {
        let file = try whole()
        let menu = try #require(file.settings(for: try cell("test_tui", .tui)).smokeTests.first)
        #expect(
            menu.drive
                == .terminal(
                    TerminalScript(
                        columns: 100, rows: 40,
                        steps: [
                            .wait("Menu"), .press(["down", "enter", "q"]), .type("yes"), .press(["ctrl-c"]),
                        ])))
        let echoes = try #require(file.settings(for: try cell("test_daemon", .daemon)).smokeTests.first)
        #expect(
            echoes.drive
                == .daemon(
                    DaemonLife(
                        ready: .port("{port}"), readyWithin: 5,
                        checks: [
                            .tcp(port: "{port}", send: "hi\n", receive: "hi\n"),
                            .file("{folder}/beat", contains: "tick"), .log(contains: "started"),
                        ])))
    }

    @Test func thePlanHasWhatTheFileAsksFor() throws {
        let plan = try #require(try whole().plan(with: nil).plan)
        #expect(plan.cells.count == 4 * 3 * 2 - 3 - 2 + 1)
        #expect(plan.cells.map(\.id.text).contains("test_cli/cli/otp-26/any_linux_x86_64"))
        #expect(plan.dropped.filter { $0.reason == "flaky there" }.count == 2)
        #expect(plan.dropped.count == 5)
    }
}
