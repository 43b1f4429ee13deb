/// An expression that picks cells, such as `otp=27*|28*,mode!=tui`.
///
/// Terms with `,` between them must all hold; patterns with `|` between them are alternatives. A term names an axis (`app`, `mode`,
/// `otp`, `elixir`, `target`), whose patterns mean what they mean in the matrix file, or `id`, the cell's whole name.
package struct SelectionExpression: Hashable, Sendable {
    /// The expression as written.
    package let text: String
    /// Where it was written, as messages call it: `--select`, or the profile.
    package let origin: String

    let terms: [Term]

    /// What a term looks at.
    enum Subject: Hashable, Sendable {
        case axis(Selector.Axis)
        case id

        /// The word of the expression.
        var word: String {
            switch self {
            case .axis(let axis): axis.rawValue
            case .id: "id"
            }
        }

        static let all: [Subject] = Selector.Axis.allCases.map { .axis($0) } + [.id]
    }

    /// One comparison.
    struct Term: Hashable, Sendable {
        let subject: Subject
        let isNegated: Bool
        /// Alternatives, at least one.
        let patterns: [String]
        /// The same, ready to be compared.
        private let picker: Picker

        private enum Picker: Hashable {
            case axis(Selector)
            case id([Glob])
        }

        init(subject: Subject, isNegated: Bool, patterns: [String]) {
            self.subject = subject
            self.isNegated = isNegated
            self.patterns = patterns
            picker =
                switch subject {
                case .axis(let axis): .axis(Selector([axis: patterns]))
                case .id: .id(patterns.map { Glob($0) })
                }
        }

        func matches(_ cell: Cell) -> Bool { isNegated != picks(cell) }

        private func picks(_ cell: Cell) -> Bool {
            switch picker {
            case .axis(let selector): selector.matches(cell)
            case .id(let globs): cell.names.contains { name in globs.contains { $0.matches(name.text) } }
            }
        }

        /// The term as written, or as good as.
        var text: String { subject.word + (isNegated ? "!=" : "=") + patterns.joined(separator: "|") }
    }

    /// Reads an expression; throws what is wrong with it, and where.
    package init(_ text: String, from origin: String) throws(SelectionError) {
        var parser = SelectionParser(text, origin)
        terms = try parser.terms()
        self.text = text
        self.origin = origin
    }

    /// Whether the cell is picked.
    package func matches(_ cell: Cell) -> Bool { terms.allSatisfy { $0.matches(cell) } }

    /// How messages call it.
    var name: String {
        let quoted = "'\(SelectionError.printable(text))'"
        return origin.hasPrefix("--") ? "\(origin) \(quoted)" : "\(quoted) in \(origin)"
    }
}

extension Cell {
    /// The cell's id, and the ids it has when its versions are given as they were asked for.
    package var names: [CellID] {
        let elixirs = namesElixir ? [elixir?.text, elixirRequest?.text].compactMap(\.self) : [nil]
        var names = [id]
        for otp in [otp?.text, otpRequest.text].compactMap(\.self) {
            for elixir in elixirs {
                let name = CellID("\(app)/\(CellID.path(mode: mode, otp: otp, elixir: elixir, target: target))")
                if !names.contains(name) { names.append(name) }
            }
        }
        return names
    }
}
