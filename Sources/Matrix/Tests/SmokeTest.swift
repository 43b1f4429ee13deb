/// One check of a packed file, as declared in the matrix file and carried in the artifact's manifest.
///
/// In arguments, environment values, stdin and expectations these stand for what the runner puts in: `{port}` a free TCP port,
/// `{folder}` a private folder of the test, `{otp}` the cell's OTP release (`27`), `{version}` the app's version.
package struct SmokeTest: Hashable, Codable, Sendable {
    /// The name in reports, unique within a cell.
    package var name: String
    /// The arguments the artifact is started with.
    package var arguments: [String]
    /// Variables added to the test's environment.
    package var environment: [String: String]
    /// What the program reads from its standard input; `nil` closes it.
    package var stdin: String?
    /// How the program is driven.
    package var drive: Drive
    package var expect: Expectation
    /// Seconds until the test counts as hanging; `nil` takes the cell's.
    package var timeout: Double?

    package init(
        name: String, arguments: [String] = [], environment: [String: String] = [:], stdin: String? = nil,
        drive: Drive = .command, expect: Expectation = Expectation(), timeout: Double? = nil
    ) {
        self.name = name
        self.arguments = arguments
        self.environment = environment
        self.stdin = stdin
        self.drive = drive
        self.expect = expect
        self.timeout = timeout
    }

    /// How the program is driven.
    package enum Drive: Hashable, Sendable {
        /// Started with pipes and waited for.
        case command
        /// Started on a pseudo terminal, with a script of keys and expected texts.
        case terminal(TerminalScript)
        /// Started as a service, used, and ended by SIGTERM.
        case daemon(DaemonLife)
    }
}

/// What a command must do to pass.
package struct Expectation: Hashable, Codable, Sendable {
    package var exit: ExitExpectation
    /// The signal that must end it, instead of an exit status.
    package var signal: Int?
    package var stdout: TextExpectation?
    package var stderr: TextExpectation?

    package init(
        exit: ExitExpectation = 0, signal: Int? = nil, stdout: TextExpectation? = nil, stderr: TextExpectation? = nil
    ) {
        self.exit = exit
        self.signal = signal
        self.stdout = stdout
        self.stderr = stderr
    }
}

/// The exit status that a command must end with.
package enum ExitExpectation: Hashable, Sendable, ExpressibleByIntegerLiteral {
    case status(Int)
    /// Each of them will do, but not the end by a signal, and no crash.
    case any

    package init(integerLiteral value: Int) { self = .status(value) }
}

/// What a text must look like; all given conditions hold at once.
package struct TextExpectation: Hashable, Codable, Sendable {
    /// The whole text, to the byte.
    package var equals: String?
    /// Texts that must occur.
    package var contains: [String]
    /// Regular expressions that must match somewhere.
    package var matches: [String]

    package init(equals: String? = nil, contains: [String] = [], matches: [String] = []) {
        self.equals = equals
        self.contains = contains
        self.matches = matches
    }
}

/// A dialogue with a program on a terminal.
package struct TerminalScript: Hashable, Codable, Sendable {
    package var columns: Int
    package var rows: Int
    package var steps: [Step]

    package init(columns: Int = 80, rows: Int = 24, steps: [Step]) {
        self.columns = columns
        self.rows = rows
        self.steps = steps
    }

    package enum Step: Hashable, Codable, Sendable {
        /// Waits until the screen's output since the last step holds this text.
        case wait(String)
        /// Types this text as it is.
        case type(String)
        /// Presses named keys: `up down left right enter escape tab space backspace ctrl-c …` or single characters.
        case press([String])
    }
}

/// The life of a service under test.
package struct DaemonLife: Hashable, Codable, Sendable {
    /// When it counts as ready.
    package var ready: Readiness
    /// Seconds it may take to be ready.
    package var readyWithin: Double
    /// What is done with it once it is ready.
    package var checks: [Check]

    package init(ready: Readiness, readyWithin: Double = 10, checks: [Check] = []) {
        self.ready = ready
        self.readyWithin = readyWithin
        self.checks = checks
    }

    package enum Readiness: Hashable, Codable, Sendable {
        /// A file exists.
        case file(String)
        /// A TCP port on the loopback interface accepts.
        case port(String)
        /// The log holds a text.
        case log(String)
        /// It has been running for so many seconds.
        case up(Double)
    }

    package enum Check: Hashable, Codable, Sendable {
        /// Connects to a port on the loopback interface, sends a text and must get another back.
        case tcp(port: String, send: String, receive: String)
        /// A file exists and holds a text.
        case file(String, contains: String)
        /// The log holds a text.
        case log(contains: String)
    }
}
