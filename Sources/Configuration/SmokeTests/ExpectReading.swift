internal import Matrix
internal import YAML

/// Reads `expect:` of a test.
enum ExpectReading {
    static func expectation(_ value: Value) -> Expectation {
        guard let fields = value.fields(.expectation) else { return Expectation() }
        if fields["exit"] != nil, let signal = fields["signal"] {
            signal.report(.bothEnds)
        }
        return Expectation(
            exit: fields["exit"].flatMap(exit) ?? 0,
            signal: fields["signal"]?.parsed(Wanted(noun: "a signal", detail: " such as TERM or 15"), signal),
            stdout: fields["stdout"].map(text), stderr: fields["stderr"].map(text))
    }

    private static func exit(_ value: Value) -> ExitExpectation? {
        value.parsed(Wanted(noun: "an exit status", detail: ": a whole number from 0 to 255, or any")) { text in
            if text == "any" { return .any }
            guard Name.isNumber(text), let number = Int(text), (0...255).contains(number) else { return nil }
            return .status(number)
        }
    }

    static let signals = [
        "HUP": 1, "INT": 2, "QUIT": 3, "ILL": 4, "TRAP": 5, "ABRT": 6, "BUS": 7, "FPE": 8, "KILL": 9, "USR1": 10,
        "SEGV": 11, "USR2": 12, "PIPE": 13, "ALRM": 14, "TERM": 15,
    ]

    private static func signal(_ text: String) -> Int? {
        if let known = signals[text.hasPrefix("SIG") ? String(text.dropFirst(3)) : text] { return known }
        return !Name.isNumber(text) ? nil : Int(text).flatMap { (1...64).contains($0) ? $0 : nil }
    }

    /// The whole text, or conditions on it.
    private static func text(_ value: Value) -> TextExpectation {
        let wanted = Shape.textExpectation.wanted
        guard value.isMapping else { return TextExpectation(equals: value.content(wanted)) }
        guard let fields = value.fields(.textExpectation) else {
            return TextExpectation()
        }
        if fields.keys.isEmpty { value.report(.expectsNothing) }
        return TextExpectation(
            equals: fields["equals"]?.content(Wanted(noun: "a text")), contains: fields["contains"].map(texts) ?? [],
            matches: fields["matches"].map(patterns) ?? [])
    }

    private static func texts(_ value: Value) -> [String] {
        value.oneOrMore(Wanted(noun: "a text or a list of texts")).compactMap { $0.content(Wanted(noun: "a text")) }
    }

    private static func patterns(_ value: Value) -> [String] {
        let wanted = Wanted(noun: "a regular expression", detail: " or a list of them")
        return value.oneOrMore(wanted).compactMap { item in
            item.parsed(Wanted(noun: "a regular expression", detail: " such as ^OTP [0-9]+$")) {
                isRegex($0) ? $0 : nil
            }
        }
    }

    /// Whether the runner will be able to use it; the same engine decides.
    private static func isRegex(_ text: String) -> Bool {
        guard text.utf8.count <= 1000 else { return false }
        return (try? Regex(text)) != nil
    }
}

extension Fault {
    fileprivate static let bothEnds = Fault(
        code: "config.expect", message: "a program ends with an exit status or by a signal, not with both",
        notes: ["remove 'exit' or 'signal'"])

    fileprivate static let expectsNothing = Fault(
        code: "config.expect", message: "nothing is expected of the text here",
        notes: ["expected one or more of equals, contains, matches; write \"\" for an empty text"])
}
