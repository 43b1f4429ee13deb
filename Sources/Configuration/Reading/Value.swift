internal import YAML

/// A value of the file while it is being read; what is wrong with it goes to the findings.
struct Value {
    let node: YAMLNode
    /// How messages call it: `'timeout'`, `an item of 'modes'`.
    let label: String
    let findings: Findings

    var place: Place { Place(start: node.start, end: node.end) }

    func report(_ fault: @autoclosure () -> Fault) { findings.report(fault(), at: place) }

    /// A scalar's text, for what reaches the system as an argument, a variable or a path and so cannot hold NUL.
    func text(_ wanted: Wanted) -> String? {
        guard let text = content(wanted) else { return nil }
        guard !text.utf8.contains(0) else {
            let fault = Fault(
                code: "config.nul", message: "\(label) holds a NUL character",
                notes: ["remove it: no argument, variable or path can hold one"])
            report(fault)
            return nil
        }
        return text
    }

    /// A scalar's text, whatever characters it holds: what a program reads or writes.
    func content(_ wanted: Wanted) -> String? {
        guard case .scalar(let scalar) = node.content, !scalar.isAbsent else {
            refuse(wanted)
            return nil
        }
        return scalar.text
    }

    /// What a scalar's text means.
    ///
    /// - Parameter candidates: What someone may have meant who wrote the text.
    func parsed<Result>(
        _ wanted: Wanted, candidates: (String) -> [String] = { _ in [] }, _ parse: (String) -> Result?
    ) -> Result? {
        guard let text = text(wanted) else { return nil }
        guard let result = parse(text) else {
            report(.invalid(text, wanted, meant: candidates(text).first { parse($0) != nil }))
            return nil
        }
        return result
    }

    /// One of some names.
    func choice(_ what: String, of names: [String]) -> String? {
        guard let text = text(Wanted(noun: Fault.oneOf(names))) else { return nil }
        guard names.contains(text) else {
            report(.unknown(what, text, known: names))
            return nil
        }
        return text
    }

    /// `true` or `false`, and none of the words that YAML once took for them.
    func truth() -> Bool? {
        guard let text = text(.truth) else { return nil }
        switch text {
        case "true": return true
        case "false": return false
        default:
            report(.noTruth(text))
            return nil
        }
    }

    /// The items of a list.
    func items(_ wanted: Wanted) -> [Value] {
        guard case .sequence(let nodes) = node.content else {
            refuse(wanted)
            return []
        }
        let name = label.hasPrefix("an item of ") ? label : "an item of \(label)"
        return nodes.map { Value(node: $0, label: name, findings: findings) }
    }

    /// The items of a list, or the value itself where a single one was written without a list.
    func oneOrMore(_ wanted: Wanted) -> [Value] {
        if case .scalar = node.content, !isAbsent { return [self] }
        return items(wanted)
    }

    /// A mapping with keys of the schema; other keys are errors, unless they begin like the user's own where such are allowed.
    func fields(_ shape: Shape, except prefix: String? = nil) -> Fields? {
        guard var pairs = pairs(shape.wanted) else { return nil }
        if let prefix { pairs.removeAll { $0.key.hasPrefix(prefix) } }
        let known = shape.names
        for pair in pairs where !known.contains(pair.key) {
            findings.report(.unknownKey(pair.key, in: shape), at: pair.keyPlace)
        }
        return Fields(self, pairs, known: known)
    }

    /// The pairs of a mapping whose keys are names of the user.
    func pairs(_ wanted: Wanted) -> [Pair]? {
        guard case .mapping(let pairs) = node.content else {
            refuse(wanted)
            return nil
        }
        return pairs.map { pair in
            Pair(
                key: pair.key, keyPlace: Place(start: pair.keyStart, end: pair.keyEnd),
                value: Value(node: pair.value, label: "'\(pair.key)'", findings: findings))
        }
    }

    var isList: Bool { if case .sequence = node.content { true } else { false } }
    var isMapping: Bool { if case .mapping = node.content { true } else { false } }

    /// Reports that something else is wanted, and what YAML made of the text where that comes as a surprise.
    private func refuse(_ wanted: Wanted) {
        var fault = isAbsent ? Fault.noValue(label, wanted) : .kind(label, is: node.kind, wanted)
        if isAbsent, findings.text(behind: place).hasPrefix("#") {
            fault.notes.append("'#' begins a comment here: put a text that begins with it in quotes")
        }
        if let name = placeholder {
            fault.notes.append("to YAML {\(name)} is a mapping: write \"{\(name)}\" in quotes")
        }
        report(fault)
    }

    /// The name of a placeholder that was written without quotes.
    private var placeholder: String? {
        guard case .mapping(let pairs) = node.content, pairs.count == 1, let pair = pairs.first,
            case .scalar(let scalar) = pair.value.content, scalar.isAbsent
        else { return nil }
        return ["port", "folder", "otp", "version"].contains(pair.key) ? pair.key : nil
    }

    private var isAbsent: Bool { if case .scalar(let scalar) = node.content { scalar.isAbsent } else { false } }
}

/// A key and its value.
struct Pair {
    let key: String
    let keyPlace: Place
    let value: Value
}

/// The pairs of a mapping by their keys.
struct Fields {
    let value: Value
    private let pairs: [Pair]
    /// Keys that were meant by misspelt ones, so that they are not told to be missing as well.
    private let misspelt: Set<String>
    /// Whether there are keys that the schema does not have.
    let hasUnknownKeys: Bool

    init(_ value: Value, _ pairs: [Pair], known: [String]) {
        self.value = value
        self.pairs = pairs
        let unknown = pairs.filter { !known.contains($0.key) }
        misspelt = Set(unknown.prefix(known.count).compactMap { nearestName(to: $0.key, in: known) })
        hasUnknownKeys = !unknown.isEmpty
    }

    subscript(_ key: String) -> Value? { pairs.first { $0.key == key }?.value }

    /// The keys that are there, in the order of the file.
    var keys: [String] { pairs.map(\.key) }

    /// The value of a key that must be there.
    func required(_ key: String, _ wanted: Wanted) -> Value? {
        if let value = self[key] { return value }
        if !misspelt.contains(key) { value.report(.missing(key, wanted)) }
        return nil
    }
}

extension YAMLNode {
    /// What it is, in a sentence.
    fileprivate var kind: String {
        switch content {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
