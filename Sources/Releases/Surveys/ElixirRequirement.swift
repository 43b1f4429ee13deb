import Matrix

/// A version requirement as Elixir has them: `~> 1.15`, `>= 1.14.0 and < 2.0.0`; see `Version` of Elixir.
struct ElixirRequirement {
    private enum Comparison { case equal, unequal, above, below, atLeast, atMost, about }

    /// Any of them, each with conditions that all hold.
    private let choices: [[(Comparison, Version)]]

    init?(_ text: String) {
        var choices: [[(Comparison, Version)]] = []
        for choice in Self.split(text, at: "or") {
            var conditions: [(Comparison, Version)] = []
            for part in Self.split(choice, at: "and") {
                guard let condition = Self.condition(part) else { return nil }
                conditions.append(condition)
            }
            choices.append(conditions)
        }
        self.choices = choices
    }

    /// Whether a version fits.
    func accepts(_ version: Version) -> Bool {
        choices.contains { $0.allSatisfy { Self.holds($0.0, $0.1, version) } }
    }

    private static func split(_ text: String, at word: String) -> [String] {
        text.split { $0.isWhitespace }.split { $0 == word }.map { $0.joined(separator: " ") }
    }

    private static func condition(_ text: String) -> (Comparison, Version)? {
        let marks: [(String, Comparison)] = [
            ("~>", .about), (">=", .atLeast), ("<=", .atMost), ("==", .equal), ("!=", .unequal), (">", .above),
            ("<", .below), ("", .equal),
        ]
        guard let (mark, comparison) = marks.first(where: { text.hasPrefix($0.0) }) else { return nil }
        let rest = text.dropFirst(mark.count).filter { !$0.isWhitespace }
        return Version(String(rest)).map { (comparison, $0) }
    }

    private static func holds(_ comparison: Comparison, _ wanted: Version, _ version: Version) -> Bool {
        switch comparison {
        case .equal: version == wanted
        case .unequal: version != wanted
        case .above: version > wanted
        case .below: version < wanted
        case .atLeast: version >= wanted
        case .atMost: version <= wanted
        // The last number but one may not change: ~> 1.15 is below 2, ~> 1.15.2 below 1.16.
        case .about:
            version >= wanted && version.numbers.starts(with: wanted.numbers.dropLast(wanted.numbers.count > 1 ? 1 : 0))
        }
    }
}
