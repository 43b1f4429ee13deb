/// What is wrong with a value, without the place.
struct Fault {
    let code: String
    let message: String
    var notes: [String] = []
    var severity = Diagnostic.Severity.error
}

extension Fault {
    static func unknownKey(_ key: String, in shape: Shape) -> Fault {
        let owners = Shape.file.family.filter { $0.names.contains(key) }.map(\.title)
        let elsewhere = owners.isEmpty || owners.count > 4 ? [] : ["'\(key)' is a key of \(list(owners))"]
        return Fault(
            code: "config.unknown-key", message: "unknown key '\(key)'",
            notes: ["expected \(oneOf(shape.names))"] + suggestion(key, shape.names) + elsewhere)
    }

    static func missing(_ key: String, _ wanted: Wanted) -> Fault {
        Fault(code: "config.missing-key", message: "'\(key)' is missing", notes: ["add '\(key)': \(wanted.words)"])
    }

    static func noValue(_ label: String, _ wanted: Wanted) -> Fault {
        Fault(code: "config.no-value", message: "\(label) has no value", notes: ["expected \(wanted.words)"])
    }

    static func kind(_ label: String, is found: String, _ wanted: Wanted) -> Fault {
        Fault(code: "config.type", message: "\(label) cannot be \(found)", notes: ["expected \(wanted.words)"])
    }

    /// - Parameter meant: A text that would be right and may have been meant.
    static func invalid(_ text: String, _ wanted: Wanted, meant: String? = nil) -> Fault {
        Fault(
            code: "config.value", message: "'\(text)' is not \(wanted.noun)",
            notes: ["expected \(wanted.words)"] + (meant.map { ["did you mean '\($0)'?"] } ?? []))
    }

    /// - Parameter listed: The known names in fewer words.
    static func unknown(_ what: String, _ name: String, known: [String], listed: String? = nil) -> Fault {
        Fault(
            code: "config.unknown-name", message: "unknown \(what) '\(name)'",
            notes: ["expected \(listed ?? oneOf(known))"] + suggestion(name, known))
    }

    static func repeated(_ what: String, _ name: String) -> Fault {
        Fault(code: "config.repeated", message: "\(what) '\(name)' is there twice", notes: ["remove one of them"])
    }

    static func oneOf(_ names: [String]) -> String {
        if names.count == 1, let name = names.first { return "'\(name)'" }
        let shown = names.prefix(20).joined(separator: ", ")
        return "one of \(shown)" + (names.count > 20 ? " and \(names.count - 20) more" : "")
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }

    static func noTruth(_ text: String) -> Fault {
        let meant: [String: String] = ["yes": "true", "on": "true", "no": "false", "off": "false"]
        let word = meant[text.lowercased()] ?? nearestName(to: text, in: ["true", "false"])
        return Fault(
            code: "config.value", message: "'\(text)' is neither true nor false",
            notes: ["expected \(Wanted.truth.words)"] + (word.map { ["did you mean '\($0)'?"] } ?? []))
    }

    private static func suggestion(_ name: String, _ known: [String]) -> [String] {
        let synonym = synonyms[name].flatMap { known.contains($0) ? $0 : nil }
        return (synonym ?? nearestName(to: name, in: known)).map { ["did you mean '\($0)'?"] } ?? []
    }

    /// What other tools call our keys.
    private static let synonyms = [
        "args": "run", "arguments": "run", "command": "run", "env": "environment", "folder": "path", "dir": "path",
        "expected": "expect", "parallel": "jobs", "workers": "jobs", "status": "exit", "os": "target",
    ]
}

/// What a value should have been.
struct Wanted {
    /// With its article: `a time`.
    let noun: String
    /// What goes on behind the noun: ` such as 30s`.
    var detail = ""

    var words: String { noun + detail }
}
