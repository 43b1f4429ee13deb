internal import Matrix

/// Reads how a test drives the program: as a command, on a terminal or as a daemon.
enum DriveReading {
    /// `nil` when there is something wrong with it.
    static func drive(_ fields: Fields) -> SmokeTest.Drive? {
        switch (fields["terminal"], fields["daemon"]) {
        case (nil, nil): return .command
        case (let terminal?, nil):
            checkStdin(fields, "a test on a terminal types instead")
            return TerminalReading.script(terminal).map { .terminal($0) }
        case (nil, let daemon?):
            checkStdin(fields, "a daemon has none")
            return DaemonReading.life(daemon).map { .daemon($0) }
        case (_?, let daemon?):
            daemon.report(
                Fault(
                    code: "config.drive", message: "a test runs on a terminal or as a daemon, not both",
                    notes: ["remove one of them, or make two tests of it"]))
            return nil
        }
    }

    private static func checkStdin(_ fields: Fields, _ reason: String) {
        fields["stdin"]?.report(
            Fault(
                code: "config.drive", message: "'stdin' has no meaning here: \(reason)", notes: ["remove it"]))
    }
}

/// Reads `terminal:` of a test.
enum TerminalReading {
    static func script(_ value: Value) -> TerminalScript? {
        guard let fields = value.fields(.terminal) else { return nil }
        let size = fields["size"]?.parsed(Wanted(noun: "a size in columns and rows", detail: " such as 80x24"), size)
        let list = Wanted(noun: "a list", detail: " of steps such as {wait: Menu} or {press: down}")
        guard let steps = fields.required("steps", list)?.items(list).compactMap(step) else { return nil }
        return TerminalScript(columns: size?.columns ?? 80, rows: size?.rows ?? 24, steps: steps)
    }

    private static func size(_ text: String) -> (columns: Int, rows: Int)? {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ Name.isNumber($0) }),
            let columns = Int(parts[0]), let rows = Int(parts[1]), (1...1000).contains(columns),
            (1...1000).contains(rows)
        else { return nil }
        return (columns, rows)
    }

    private static func step(_ value: Value) -> TerminalScript.Step? {
        guard let (key, value) = value.only(.step) else { return nil }
        switch key {
        case "wait": return value.content(Wanted(noun: "a text")).map { .wait($0) }
        case "type": return value.content(Wanted(noun: "a text")).map { .type($0) }
        default: return keys(value)
        }
    }

    private static func keys(_ value: Value) -> TerminalScript.Step? {
        let items = value.oneOrMore(Wanted(noun: "a key or a list of keys"))
        value.checkNotEmpty("key", items)
        return .press(items.compactMap(keyName))
    }

    private static func keyName(_ value: Value) -> String? {
        guard let text = value.text(Wanted(noun: "a key")) else { return nil }
        if text.count == 1 || keys.contains(text) { return text }
        let listed = "one of \(named.joined(separator: ", ")), f1 to f12, ctrl-a to ctrl-z or a single character"
        value.report(.unknown("key to press", text, known: keys, listed: listed))
        return nil
    }

    private static let named = [
        "up", "down", "left", "right", "enter", "escape", "tab", "back-tab", "space", "backspace", "insert", "delete",
        "home", "end", "page-up", "page-down",
    ]
    /// Every key that has a name.
    private static let keys =
        named + (1...12).map { "f\($0)" } + "abcdefghijklmnopqrstuvwxyz".map { "ctrl-\($0)" }
}

extension Value {
    /// The key and the value of a mapping that must have just one.
    func only(_ shape: Shape) -> (key: String, value: Value)? {
        guard let fields = fields(shape) else { return nil }
        let keys = fields.keys.filter(shape.names.contains)
        guard keys.count == 1, let key = keys.first, let value = fields[key] else {
            if fields.keys.count == keys.count {
                report(
                    Fault(
                        code: "config.one-key", message: "just one key must be here",
                        notes: ["expected \(shape.wanted.words)"]))
            }
            return nil
        }
        return (key, value)
    }
}
