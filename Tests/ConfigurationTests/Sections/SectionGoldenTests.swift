import Testing

@testable import Configuration

@Suite struct SectionGoldenTests {
    @Test func apps() {
        let text = """
            version: 1
            apps:
              cli: {path: x, modes: [cli]}
              Bad: {path: '', modes: []}
              ok: {modes: [clii, cli, cli], entry: foo-bar, release: No}
              n:
              m: {path: m, modes: {cli: 1}, smoke: all}
            matrix: {target: auto, otp: "27"}
            """
        #expect(
            briefly(text) == [
                "3:3 error: an app cannot be called 'cli', which is a mode's name",
                "4:3 error: 'Bad' is not an app's name | expected an app's name: small letters, digits and '_', a letter first",
                "4:15 error: '' is not a path | expected a path",
                "4:26 error: 'modes' is empty | expected at least one mode",
                "5:7 error: 'path' is missing | expected the project's folder",
                "5:16 error: unknown mode 'clii' | expected one of cli, tui, daemon, escript | did you mean 'cli'?",
                "5:27 error: mode 'cli' is there twice",
                "5:40 error: 'foo-bar' is not an entry | "
                    + "expected an entry: 'application' or a module such as MyApp.CLI or my_app_cli",
                "5:58 error: 'No' is not a release's name | expected a release's name such as my_app",
                "6:5 error: 'n' has no value | expected a mapping such as {path: my_app, modes: [cli]}",
                "7:23 error: 'modes' cannot be a mapping | expected a list of cli, tui, daemon, escript",
                "7:40 error: 'smoke' cannot be a single value | expected a list of tests",
            ])
    }

    @Test func theMatrix() {
        let text = """
            version: 1
            apps: {ok: {path: ok, modes: [cli]}}
            matrix:
              target: [any_linux_x86, auto]
              otp: [latest, 28.10, 28.10]
              elixir: []
              mode: gui
              exclude: [{app: ok}, {reason: x}, {app: okk, reason: y}, {otp: [], reason: z}]
              include: [{app: ok}, {app: ok, mode: cli, otp: '27', target: auto, arch: x}]
            """
        #expect(
            briefly(text) == [
                "4:12 error: unknown target 'any_linux_x86' | expected one of any_linux_x86_64, any_linux_arm64, "
                    + "ubuntu_22_04_x86_64, ubuntu_22_04_arm64, alpine_3_19_x86_64, alpine_3_19_arm64, "
                    + "macos_12_x86_64, macos_12_arm64, windows_x86_64, auto | did you mean 'any_linux_x86_64'?",
                "5:9 error: 'latest' is not an OTP version | expected an OTP version such as 27 or 27.3.4.1",
                "5:24 error: OTP version '28.10' is there twice",
                "6:11 error: 'elixir' is empty | expected at least one Elixir version",
                "7:9 error: unknown mode 'gui' | expected one of cli, tui, daemon, escript | did you mean 'tui'?",
                "8:13 error: 'reason' is missing | expected a text",
                "8:24 error: no axis is named here | expected one or more of app, mode, otp, elixir, target",
                "8:43 error: unknown app 'okk' | expected 'ok' | did you mean 'ok'?",
                "8:66 error: 'otp' is empty | expected at least one name or pattern",
                "9:13 error: 'mode' is missing | expected a mode",
                "9:13 error: 'otp' is missing | expected an OTP version",
                "9:13 error: 'target' is missing | expected a target",
                "9:70 error: unknown key 'arch' | expected one of app, mode, otp, elixir, target, reason",
            ])
    }

    @Test(arguments: [
        (
            "sources: [debian, hexpm, debain, {system: {otp: /x}, debian: 1}, debian]",
            [
                "8:19 error: the source 'hexpm' is not in this version yet | expected one of debian, system",
                "8:26 error: unknown source 'debain' | expected one of debian, system | did you mean 'debian'?",
                "8:34 error: a source must have one name | "
                    + "expected a source: a name, or a mapping with one name and its settings",
                "8:66 error: source 'debian' is there twice",
            ]
        ),
        (
            "sources: [{debian: {mirror: 'ftp://x', suites: [trixie, 'a b'], valid-until: warm}}]",
            [
                "8:29 error: 'ftp://x' is not a URL | expected a URL that begins with http:// or https://",
                "8:57 error: 'a b' is not a suite's name | expected a suite's name such as trixie",
                "8:78 error: unknown rule 'warm' | expected one of warn, enforce, ignore | did you mean 'warn'?",
            ]
        ),
        ("sources: []", ["8:10 error: 'sources' is empty | expected at least one source"]),
        (
            "defaults: {compression: 23, timeout: {build: 20 minutes, smok: 3s}, retries: 3}",
            [
                "8:25 error: '23' is not a whole number from 1 to 22 | expected a whole number from 1 to 22",
                "8:46 error: '20 minutes' is not a time | expected a time such as 500ms, 30s, 20m or 1h",
                "8:58 error: unknown key 'smok' | expected one of fetch, build, smoke, grace, cell | did you mean 'smoke'?",
                "8:78 error: 'retries' cannot be a single value | expected a mapping with infra or smoke",
            ]
        ),
        (
            "defaults: {timeout: {build: , grace: 0s, smoke: 25h}}",
            [
                "8:29 error: 'build' has no value | expected a time such as 500ms, 30s, 20m or 1h",
                "8:38 error: '0s' is not a time | expected a time such as 500ms, 30s, 20m or 1h",
                "8:49 error: '25h' is not a time | expected a time such as 500ms, 30s, 20m or 1h",
            ]
        ),
        (
            "environment: {pass: ['A B', A, A], set: {1X: a, B: [1], C: , D: no, E: \"\\0\"}, strip: []}",
            [
                "8:22 error: 'A B' is not a variable's name | expected a variable's name such as SSH_AUTH_SOCK",
                "8:32 error: name 'A' is there twice",
                "8:42 error: '1X' is not a variable's name | expected a variable's name such as SSH_AUTH_SOCK",
                "8:52 error: 'B' cannot be a list | expected a text; write \"\" for an empty one",
                "8:60 error: 'C' has no value | expected a text; write \"\" for an empty one",
                "8:72 error: 'E' holds a NUL character",
            ]
        ),
        (
            "budgets: [{when: {mode: cli}}, {when: {mode: cli}, raw: 8, stored: 8 MiB, growth: 5}]",
            [
                "8:11 error: this budget limits nothing | expected one or more of raw, stored, growth",
                "8:57 error: '8' is not a size | expected a size such as 8MiB, 900KiB or 7.5MB",
                "8:68 error: '8 MiB' is not a size | expected a size such as 8MiB, 900KiB or 7.5MB",
                "8:83 error: '5' is not a share | expected a share such as 5%",
            ]
        ),
        (
            "output: [a]\nlimits: 3",
            [
                "8:9 error: 'output' cannot be a list | expected a path",
                "9:9 error: 'limits' cannot be a single value | "
                    + "expected a mapping such as {jobs: 4, time: 2h, groups: {ports: 1}}",
            ]
        ),
    ])
    func sections(text: String, expected: [String]) {
        #expect(brief(text) == expected)
    }

    @Test func overrides() {
        let text = """
            overrides:
              - when: {otp: "27*"}
                outcome: allowed-to-fail
              - when: {}
                compression: 3
              - when: {app: helo, mode: [cli, gui]}
                outcome: never
              - when: {app: hello}
              - compression: 4
              - when: {app: hello}
                environment: {strip: [asdf]}
            """
        #expect(
            brief(text) == [
                "9:5 error: 'reason' is missing | expected why it may fail, in a few words",
                "11:11 error: no axis is named here | expected one or more of app, mode, otp, elixir, target",
                "13:17 error: unknown app 'helo' | expected 'hello' | did you mean 'hello'?",
                "13:35 error: unknown mode 'gui' | expected one of cli, tui, daemon, escript | did you mean 'tui'?",
                "14:14 error: unknown outcome 'never' | expected one of required, allowed-to-fail, expected-to-fail",
                "15:5 error: this override changes nothing | "
                    + "expected one or more of outcome, compression, timeout, retries, leaks, network, memory, groups, "
                    + "environment, smoke",
                "16:5 error: 'when' is missing | expected a mapping such as {app: my_app, otp: \"29*\"}",
                "18:19 error: unknown key 'strip' | expected one of pass, set | 'strip' is a key of 'environment'",
            ])
    }

    @Test func aMissingSectionIsTold() {
        #expect(
            briefly("apps: {}\n") == [
                "1:1 error: 'version' is missing | expected 1, the only version of the schema",
                "1:1 error: 'matrix' is missing | expected a mapping with target and otp",
                "1:7 error: no app is there to build",
            ])
    }
}
