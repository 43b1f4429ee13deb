/// The JSON of a smoke test, as manifests carry it: what has its usual value is left out, and the way the program is driven shows
/// in a key of its own, `terminal` or `daemon`; without either it is a command.
extension SmokeTest {
    private enum Key: String, CodingKey { case name, arguments, environment, stdin, terminal, daemon, expect, timeout }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        var drive = Drive.command
        if let script = try values.decodeIfPresent(TerminalScript.self, forKey: .terminal) { drive = .terminal(script) }
        if let life = try values.decodeIfPresent(DaemonLife.self, forKey: .daemon) { drive = .daemon(life) }
        self.init(
            name: try values.decode(String.self, forKey: .name),
            arguments: try values.decodeIfPresent([String].self, forKey: .arguments) ?? [],
            environment: try values.decodeIfPresent([String: String].self, forKey: .environment) ?? [:],
            stdin: try values.decodeIfPresent(String.self, forKey: .stdin), drive: drive,
            expect: try values.decodeIfPresent(Expectation.self, forKey: .expect) ?? Expectation(),
            timeout: try values.decodeIfPresent(Double.self, forKey: .timeout))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        if !arguments.isEmpty { try values.encode(arguments, forKey: .arguments) }
        if !environment.isEmpty { try values.encode(environment, forKey: .environment) }
        try values.encodeIfPresent(stdin, forKey: .stdin)
        switch drive {
        case .command: break
        case .terminal(let script): try values.encode(script, forKey: .terminal)
        case .daemon(let life): try values.encode(life, forKey: .daemon)
        }
        if expect != Expectation() { try values.encode(expect, forKey: .expect) }
        try values.encodeIfPresent(timeout, forKey: .timeout)
    }
}

extension Expectation {
    private enum Key: String, CodingKey { case exit, signal, stdout, stderr }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            exit: try values.decodeIfPresent(ExitExpectation.self, forKey: .exit) ?? 0,
            signal: try values.decodeIfPresent(Int.self, forKey: .signal),
            stdout: try values.decodeIfPresent(TextExpectation.self, forKey: .stdout),
            stderr: try values.decodeIfPresent(TextExpectation.self, forKey: .stderr))
    }
}

/// The JSON of an exit status: a number, or `"any"`.
extension ExitExpectation: Codable {
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let word = try? value.decode(String.self) {
            guard word == "any" else {
                throw DecodingError.dataCorruptedError(
                    in: value, debugDescription: "'\(word)' is neither 'any' nor an exit status")
            }
            self = .any
        } else {
            self = .status(try value.decode(Int.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .any: try value.encode("any")
        case .status(let number): try value.encode(number)
        }
    }
}

extension TextExpectation {
    private enum Key: String, CodingKey { case equals, contains, matches }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            equals: try values.decodeIfPresent(String.self, forKey: .equals),
            contains: try values.decodeIfPresent([String].self, forKey: .contains) ?? [],
            matches: try values.decodeIfPresent([String].self, forKey: .matches) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encodeIfPresent(equals, forKey: .equals)
        if !contains.isEmpty { try values.encode(contains, forKey: .contains) }
        if !matches.isEmpty { try values.encode(matches, forKey: .matches) }
    }
}
