import Testing

@testable import Configuration

@Suite struct SmokeGoldenTests {
    /// The diagnostics of one test, written in line 5 behind six blanks.
    private func told(_ test: String) -> [String] {
        briefly(
            "version: 1\napps: {hello: {path: hello, modes: [cli]}}\nmatrix: {target: auto, otp: 27}\nsmoke: {cli: [\n"
                + "      \(test)\n]}\n"
        ).map { $0.hasPrefix("5:") ? String($0.dropFirst(2)) : $0 }
    }

    @Test(arguments: [
        (
            "{name: a, run: hello Ana}",
            [
                "22 error: it is not clear whether this is one argument or several | "
                    + "expected a list of arguments such as [hello, Ana]"
            ]
        ),
        (
            "{run: [x], expect: {exit: 256}}",
            [
                "7 error: 'name' is missing | expected the test's name",
                "33 error: '256' is not an exit status | expected an exit status: a whole number from 0 to 255, or any",
            ]
        ),
        (
            "{name: a, expect: {exit: 0, signal: FOO}}",
            [
                "43 error: a program ends with an exit status or by a signal, not with both",
                "43 error: 'FOO' is not a signal | expected a signal such as TERM or 15",
            ]
        ),
        (
            "{name: a, expect: {stdout: {matches: '(', contian: x}, stderr: {}}}",
            [
                "44 error: '(' is not a regular expression | expected a regular expression such as ^OTP [0-9]+$",
                "49 error: unknown key 'contian' | expected one of equals, contains, matches | did you mean 'contains'?",
                "70 error: 'equals' is missing | expected a text, or a mapping with equals, contains or matches",
            ]
        ),
        (
            "{name: a, expct: {}, timeout: 1d}",
            [
                "17 error: unknown key 'expct' | "
                    + "expected one of name, run, stdin, environment, timeout, expect, terminal, daemon | "
                    + "did you mean 'expect'?",
                "37 error: '1d' is not a time | expected a time such as 500ms, 30s, 20m or 1h",
            ]
        ),
        (
            "{name: a, terminal: {size: 80, steps: [{wait: a, type: b}, {press: [upp, x]}, {waitt: b}]}}",
            [
                "34 error: '80' is not a size in columns and rows | expected a size in columns and rows such as 80x24",
                "46 error: one key is needed here | expected a mapping with one of wait, type, press",
                "75 error: unknown key to press 'upp' | expected one of up, down, left, right, enter, escape, tab, back-tab, "
                    + "space, backspace, insert, delete, home, end, page-up, page-down, f1 to f12, ctrl-a to ctrl-z or a single character | "
                    + "did you mean 'up'?",
                "86 error: unknown key 'waitt' | expected one of wait, type, press | did you mean 'wait'?",
            ]
        ),
        (
            "{name: a, terminal: {steps: []}, daemon: {}}",
            ["48 error: a test runs on a terminal or as a daemon, not both"]
        ),
        (
            "{name: a, stdin: x, daemon: {ready: {port: {port}}, within: 0s}}",
            [
                "24 error: 'stdin' has no meaning here: a daemon has none",
                "50 error: 'port' cannot be a mapping | "
                    + "expected a port such as 4000, or \"{port}\" in quotes for a free one",
                "67 error: '0s' is not a time | expected a time such as 500ms, 30s, 20m or 1h",
            ]
        ),
        (
            "{name: a, daemon: {ready: {log: up}, checks: [{tcp: {port: 0, send: a}}, {file: x}, {logg: x}, {}]}}",
            [
                "59 error: 'receive' is missing | expected a text",
                "66 error: '0' is not a port | expected a port such as 4000, or \"{port}\" in quotes for a free one",
                "80 error: it is not clear what is checked here | "
                    + "expected a check: {tcp: {port, send, receive}}, {file, contains} or {log}",
                "92 error: unknown key 'logg' | expected one of tcp, file, contains, log | did you mean 'log'?",
                "102 error: it is not clear what is checked here | "
                    + "expected a check: {tcp: {port, send, receive}}, {file, contains} or {log}",
            ]
        ),
        (
            "{name: \"a\\e[31m\"}",
            ["14 error: 'a\u{1B}[31m' is not a name | expected a name of up to 100 printable characters"]
        ),
        (
            "text",
            [
                "7 error: an item of 'cli' cannot be a single value | "
                    + "expected a mapping such as {name: greets, run: [hello], expect: {exit: 0}}"
            ]
        ),
        (
            "]\n  , clo: [",
            [
                "4:14 warning: no smoke test is in this list",
                "6:5 error: unknown mode or app 'clo' | expected one of cli, tui, daemon, escript, hello | "
                    + "did you mean 'cli'?",
                "6:10 warning: no smoke test is in this list",
            ]
        ),
    ])
    func testsWithFaults(test: String, expected: [String]) {
        #expect(told(test) == expected)
    }

    /// The engine must refuse what it cannot use, not fall over it.
    @Test(arguments: [
        "{99999999999999999999}", "a{2,1}", "[z-a]", "\\u{FFFFFFFFFF}", "(?<n>", "[[[[[", "(?(1)", "\\p{", "*", "a**",
        "(?#", "\\Q", "a{1000000000}", "\\99999999999999999999", "(?<a>x)(?<a>y)", "\\x{110000}", "[\\d-z]", "(?i",
    ])
    func oddRegularExpressionsAreReadOrRefused(pattern: String) {
        _ = told("{name: a, expect: {stdout: {matches: '\(pattern)'}}}")
    }

    @Test(arguments: ["(", "[", "(?:", "a|", "(?=", "[^", "\\", "x{1,2}", "(a)*"])
    func longRegularExpressionsAreReadOrRefused(piece: String) {
        for count in [10, 100, 300, 1000] {
            let pattern = String(repeating: piece, count: count / piece.count)
            _ = told("{name: a, expect: {stdout: {matches: '\(pattern)'}}}")
        }
    }
}
