internal import Matrix

/// Reads `daemon:` of a test.
enum DaemonReading {
    private static let path = Wanted(noun: "a file's path", detail: " such as \"{folder}/ready\"")
    private static let port = Wanted(noun: "a port", detail: " such as 4000, or \"{port}\" in quotes for a free one")

    static func life(_ value: Value) -> DaemonLife? {
        guard let fields = value.fields(.daemon) else { return nil }
        let ready = fields.required("ready", Shape.readiness.wanted).flatMap(ready)
        let within = fields["within"]?.seconds() ?? 10
        let checks = fields["checks"]?.items(Wanted(noun: "a list", detail: " of checks")).compactMap(check) ?? []
        return ready.map { DaemonLife(ready: $0, readyWithin: within, checks: checks) }
    }

    private static func ready(_ value: Value) -> DaemonLife.Readiness? {
        guard let (key, value) = value.only(.readiness) else { return nil }
        switch key {
        case "file": return value.text(path).map { .file($0) }
        case "up": return value.seconds().map { .up($0) }
        case "port": return value.parsed(port, portText).map { .port($0) }
        default: return value.content(Wanted(noun: "a text")).map { .log($0) }
        }
    }

    private static func portText(_ text: String) -> String? {
        if text == "{port}" { return text }
        guard Name.isNumber(text), let number = Int(text) else { return nil }
        return (1...65_535).contains(number) ? text : nil
    }

    private static func check(_ value: Value) -> DaemonLife.Check? {
        guard let fields = value.fields(.check) else { return nil }
        let kinds = fields.keys.filter { $0 != "contains" }
        guard kinds.count == 1, (fields["contains"] != nil) == (kinds == ["file"]) else {
            let fault = Fault(
                code: "config.check", message: "it is not clear what is checked here",
                notes: ["expected \(Shape.check.wanted.words)"])
            if !fields.hasUnknownKeys { value.report(fault) }
            return nil
        }
        if let tcp = fields["tcp"] { return exchange(tcp) }
        if let log = fields["log"]?.content(Wanted(noun: "a text")) { return .log(contains: log) }
        guard let file = fields["file"]?.text(path), let text = fields["contains"]?.content(Wanted(noun: "a text"))
        else {
            return nil
        }
        return .file(file, contains: text)
    }

    private static func exchange(_ value: Value) -> DaemonLife.Check? {
        guard let fields = value.fields(.exchange) else { return nil }
        let port = fields.required("port", port)?.parsed(port, portText)
        let send = fields.required("send", Wanted(noun: "the text that is sent"))?.content(Wanted(noun: "a text"))
        let receive = fields.required("receive", Wanted(noun: "the text that must come back"))?.content(
            Wanted(noun: "a text"))
        guard let port, let send, let receive else { return nil }
        return .tcp(port: port, send: send, receive: receive)
    }
}
