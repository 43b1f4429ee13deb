import Matrix
import SystemPackage

/// `{port}`, `{folder}`, `{otp}` and `{version}` in the texts of a test.
struct Placeholders {
    let values: [String: String]

    /// The text with the values put in; other braces stay as they are.
    func fill(_ text: String) -> String {
        var filled = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "{") {
            filled += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: "}"), let value = values[String(rest[rest.index(after: start)..<end])]
            else {
                filled += "{"
                rest = rest.dropFirst()
                continue
            }
            filled += value
            rest = rest[rest.index(after: end)...]
        }
        return filled + rest
    }

    func fill(_ text: TextExpectation) -> TextExpectation {
        TextExpectation(
            equals: text.equals.map(fill), contains: text.contains.map(fill), matches: text.matches.map(fill))
    }

    /// Whether a test asks for the value of this name anywhere.
    static func mention(_ name: String, in test: SmokeTest) -> Bool {
        let texts = test.arguments + test.environment.values + [test.stdin ?? ""] + texts(of: test.drive)
        return texts.contains { $0.contains("{\(name)}") }
    }

    private static func texts(of drive: SmokeTest.Drive) -> [String] {
        switch drive {
        case .command: []
        case .terminal(let script):
            script.steps.flatMap { step in
                switch step {
                case .wait(let text), .type(let text): [text]
                case .press: [String]()
                }
            }
        case .daemon(let life):
            [text(of: life.ready)] + life.checks.map(text)
        }
    }

    private static func text(of ready: DaemonLife.Readiness) -> String {
        switch ready {
        case .port(let text), .file(let text), .log(let text): text
        case .up: ""
        }
    }

    private static func text(of check: DaemonLife.Check) -> String {
        switch check {
        case .tcp(let port, let send, let receive): port + send + receive
        case .file(let path, let text): path + text
        case .log(let text): text
        }
    }
}

extension Surroundings {
    private var placeholders: Placeholders {
        var values = ["folder": playground.string, "otp": subject.otp, "version": subject.version]
        values["port"] = port.map(String.init)
        return Placeholders(values: values)
    }

    /// The test with the values of its placeholders put in.
    func fill(_ test: SmokeTest) -> SmokeTest {
        let fill = placeholders.fill as (String) -> String
        var filled = test
        filled.arguments = test.arguments.map(fill)
        filled.environment = test.environment.mapValues(fill)
        filled.stdin = test.stdin.map(fill)
        filled.expect.stdout = test.expect.stdout.map(placeholders.fill)
        filled.expect.stderr = test.expect.stderr.map(placeholders.fill)
        return filled
    }

    func fill(_ script: TerminalScript) -> TerminalScript {
        let fill = placeholders.fill as (String) -> String
        var filled = script
        filled.steps = script.steps.map { step in
            switch step {
            case .wait(let text): .wait(fill(text))
            case .type(let text): .type(fill(text))
            case .press: step
            }
        }
        return filled
    }

    func fill(_ life: DaemonLife) -> DaemonLife {
        let fill = placeholders.fill as (String) -> String
        var filled = life
        filled.ready =
            switch life.ready {
            case .file(let text): .file(fill(text))
            case .port(let text): .port(fill(text))
            case .log(let text): .log(fill(text))
            case .up(let seconds): .up(seconds)
            }
        filled.readyWithin *= subject.stretch
        filled.checks = life.checks.map { check in
            switch check {
            case .tcp(let port, let send, let receive): .tcp(port: fill(port), send: fill(send), receive: fill(receive))
            case .file(let path, let text): .file(fill(path), contains: fill(text))
            case .log(let text): .log(contains: fill(text))
            }
        }
        return filled
    }
}
