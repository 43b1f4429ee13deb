/// The text of an Elixir source as far as looking at it without running it goes: string literals and what is left without
/// comments.
struct SourceText {
    /// The literals without interpolation, in order; those in comments and heredocs do not count.
    private(set) var strings: [String] = []
    /// The source with its comments gone and each literal as it was written.
    private(set) var code = ""

    init(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let next = rest.first {
            if next == "#" {
                rest = rest.drop { $0 != "\n" }
            } else if rest.starts(with: "\"\"\"".unicodeScalars) {
                Self.skip("\"\"\"", in: &rest)
            } else if next == "?" {
                // A character such as ?" or ?#.
                rest = rest.dropFirst(2)
            } else if next == "\"" {
                literal(&rest)
            } else {
                code.unicodeScalars.append(next)
                rest = rest.dropFirst()
            }
        }
    }

    private mutating func literal(_ rest: inout Substring.UnicodeScalarView) {
        var value = ""
        var isPlain = true
        rest = rest.dropFirst()
        while let next = rest.popFirst(), next != "\"" {
            if next == "\\" {
                guard let escaped = rest.popFirst() else { break }
                value.unicodeScalars.append(escaped)
                continue
            }
            if next == "#", rest.first == "{" { isPlain = false }
            value.unicodeScalars.append(next)
        }
        if isPlain { strings.append(value) }
        code += "\"\(value)\""
    }

    private static func skip(_ mark: String, in rest: inout Substring.UnicodeScalarView) {
        rest = rest.dropFirst(mark.unicodeScalars.count)
        while !rest.isEmpty, !rest.starts(with: mark.unicodeScalars) { rest = rest.dropFirst() }
        rest = rest.dropFirst(mark.unicodeScalars.count)
    }

    /// The string that follows a key such as `apps_path:`.
    func value(of key: String) -> String? {
        var rest = code[...]
        while let found = rest.firstRange(of: "\(key):") {
            let before = rest[..<found.lowerBound].last
            rest = rest[found.upperBound...]
            if let before, before.isLetter || before.isNumber || before == "_" { continue }
            let value = rest.drop { $0.isWhitespace }
            guard value.first == "\"" else { continue }
            let text = value.dropFirst().prefix { $0 != "\"" }
            return String(text)
        }
        return nil
    }

    /// Whether a key such as `escript:` is there.
    func has(_ key: String) -> Bool {
        var rest = code[...]
        while let found = rest.firstRange(of: "\(key):") {
            let before = rest[..<found.lowerBound].last
            if before.map({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }) != true { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }
}
