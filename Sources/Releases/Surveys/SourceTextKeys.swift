extension SourceText {
    /// The atom that follows a key: `my_app` of `app: :my_app`.
    func atom(of key: String) -> String? {
        var rest = code[...]
        while let found = rest.firstRange(of: "\(key):") {
            let before = rest[..<found.lowerBound].last
            rest = rest[found.upperBound...]
            if let before, before.isLetter || before.isNumber || before == "_" || before == ":" { continue }
            let value = rest.drop { $0.isWhitespace }
            guard value.first == ":" else { continue }
            let name = value.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }

    /// The keys of the first keyword list from a place on: `a` and `b` of `[a: [c: 1], b: []]`.
    func keys(from start: String.Index) -> [String] {
        var keys: [String] = []
        var depth = 0
        var word = ""
        for character in code[start...].drop(while: { $0 != "[" }) {
            switch character {
            case "[", "(", "{": depth += 1
            case "]", ")", "}": depth -= 1
            case ":" where depth == 1 && !word.isEmpty: keys.append(word)
            default: break
            }
            if depth == 0 { break }
            word = character.isLetter || character.isNumber || character == "_" ? word + String(character) : ""
        }
        return keys
    }
}
