extension Shape {
    static let test = Shape(
        name: "test", title: "a smoke test",
        wanted: Wanted(noun: "a mapping", detail: " such as {name: greets, run: [hello], expect: {exit: 0}}"),
        keys: [
            Key(
                name: "name", form: .text, about: "The name in reports; unlike those of the cell's other tests.",
                isRequired: true),
            Key(name: "run", form: .oneOrMore(.text, mayBeEmpty: true), about: "The arguments."),
            Key(name: "stdin", form: .text, about: "What the program reads; nothing if it is not there."),
            Key(
                name: "environment", form: .named(Form.variablePattern, .text),
                about: "Variables of this test."),
            Key(name: "timeout", form: .time, about: "When it counts as hanging; timeout.smoke if nothing is said."),
            Key(name: "expect", form: .mapping(expectation), about: "What must come of it; exit status 0 at least."),
            Key(name: "terminal", form: .mapping(terminal), about: "Runs the program on a terminal."),
            Key(name: "daemon", form: .mapping(daemon), about: "Runs the program as a service."),
        ], rules: [.notBoth("terminal", "daemon"), .notBoth("stdin", "terminal"), .notBoth("stdin", "daemon")])

    static let expectation = Shape(
        name: "expectation", title: "'expect'",
        wanted: Wanted(noun: "a mapping", detail: " such as {exit: 0, stdout: \"done\\n\"}"),
        keys: [
            Key(
                name: "exit", form: .either([.number(0...255), .choice(["any"])]),
                about: "The exit status; any accepts each of them, but no crash."),
            Key(
                name: "signal",
                form: .either([
                    .number(1...64), .choice(ExpectReading.signals.keys.flatMap { [$0, "SIG\($0)"] }.sorted()),
                ]),
                about: "The signal that ends it, instead of an exit status."),
            Key(name: "stdout", form: .either([.text, .mapping(textExpectation)]), about: "The standard output."),
            Key(
                name: "stderr", form: .either([.text, .mapping(textExpectation)]), about: "The standard error output."),
        ], rules: [.notBoth("exit", "signal")])

    static let textExpectation = Shape(
        name: "textExpectation", title: "'stdout' and 'stderr'",
        wanted: Wanted(noun: "a text", detail: ", or a mapping with equals, contains or matches"),
        keys: [
            Key(name: "equals", form: .text, about: "The whole text, to the byte."),
            Key(name: "contains", form: .oneOrMore(.text, mayBeEmpty: true), about: "Texts that must be in it."),
            Key(
                name: "matches", form: .oneOrMore(.text, mayBeEmpty: true),
                about: "Regular expressions that must match somewhere."),
        ], rules: [.some(["equals", "contains", "matches"])])

    static let terminal = Shape(
        name: "terminal", title: "'terminal'",
        wanted: Wanted(noun: "a mapping", detail: " such as {size: 80x24, steps: [{wait: Menu}, {press: down}]}"),
        keys: [
            Key(
                name: "size", form: .matching("^[0-9]{1,4}x[0-9]{1,4}$", example: "80x24"),
                about: "Columns and rows; 80x24 if nothing is said."),
            Key(name: "steps", form: .list(.mapping(step)), about: "What is done, in order.", isRequired: true),
        ])

    static let step = Shape(
        name: "step", title: "a step",
        wanted: Wanted(noun: "a mapping", detail: " with one of wait, type, press, such as {wait: Menu}"),
        keys: [
            Key(name: "wait", form: .text, about: "Waits until the screen shows this text."),
            Key(name: "type", form: .text, about: "Types this text."),
            Key(
                name: "press", form: .oneOrMore(.text),
                about: "Presses keys: up, enter, f1, ctrl-c or single characters."),
        ], rules: [.one(["wait", "type", "press"])])

    static let daemon = Shape(
        name: "daemon", title: "'daemon'",
        wanted: Wanted(noun: "a mapping", detail: " such as {ready: {port: \"{port}\"}, within: 10s, checks: []}"),
        keys: [
            Key(name: "ready", form: .mapping(readiness), about: "When it counts as ready.", isRequired: true),
            Key(name: "within", form: .time, about: "How long that may take; 10s if nothing is said."),
            Key(name: "checks", form: .list(.mapping(check)), about: "What must work then."),
        ])

    static let readiness = Shape(
        name: "readiness", title: "'ready'",
        wanted: Wanted(noun: "a mapping", detail: " with one of file, port, log, up, such as {port: 4000}"),
        keys: [
            Key(name: "file", form: .path, about: "A file exists."),
            Key(name: "port", form: port, about: "A port of this machine accepts."),
            Key(name: "log", form: .text, about: "A text is in the log."),
            Key(name: "up", form: .time, about: "It has been running for that long."),
        ], rules: [.one(["file", "port", "log", "up"])])

    static let check = Shape(
        name: "check", title: "a check",
        wanted: Wanted(noun: "a check", detail: ": {tcp: {port, send, receive}}, {file, contains} or {log}"),
        keys: [
            Key(name: "tcp", form: .mapping(exchange), about: "Sends a text to a port, and gets one back."),
            Key(name: "file", form: .path, about: "A file that holds the text of contains."),
            Key(name: "contains", form: .text, about: "What must be in the file."),
            Key(name: "log", form: .text, about: "What must be in the log."),
        ], rules: [.one(["tcp", "file", "log"]), .together("file", "contains")])

    static let exchange = Shape(
        name: "exchange", title: "'tcp'",
        wanted: Wanted(noun: "a mapping", detail: " such as {port: \"{port}\", send: \"hi\\n\", receive: hi}"),
        keys: [
            Key(name: "port", form: port, about: "The port, or \"{port}\" for the free one.", isRequired: true),
            Key(name: "send", form: .text, about: "What is sent.", isRequired: true),
            Key(name: "receive", form: .text, about: "What must come back.", isRequired: true),
        ])

    private static let port = Form.either([.number(1...65_535), .matching("^\\{port\\}$", example: "{port}")])
}
