/// Why cells could not be chosen.
package struct SelectionError: Error, Hashable, Sendable {
    /// What is at fault.
    package enum Kind: Hashable, Sendable {
        /// The command line or a profile is wrong.
        case usage
        /// It is right, but no cell is left.
        case nothing
    }

    package let kind: Kind
    /// A stable code such as `selection.unknown-axis`.
    package let code: String
    /// What is wrong and where.
    package let message: String
    /// Lines that show it: the expression with a mark below, or reasons.
    package let notes: [String]
    /// What to do about it.
    package let hint: String

    package init(_ kind: Kind, _ code: String, _ message: String, notes: [String] = [], hint: String = "") {
        self.kind = kind
        self.code = code
        self.message = message
        self.notes = notes
        self.hint = hint
    }

    /// The whole as it is printed, with indented notes, without a line end.
    package var text: String {
        let lines =
            ["error: \(message) [\(code)]"] + notes.map { "  \($0)" } + (hint.isEmpty ? [] : ["  hint: \(hint)"])
        return lines.joined(separator: "\n")
    }

    /// The expression with a mark below the characters that are meant; of a long one only the part around them.
    static func excerpt(_ text: String, _ range: Range<Int>) -> [String] {
        let characters = Array(printable(text))
        let start = max(0, min(range.lowerBound - 50, characters.count - 100))
        let shown = String(characters.dropFirst(start).prefix(100))
        let width = max(1, min(range.count, 100))
        let mark = String(repeating: " ", count: max(0, range.lowerBound - start)) + "^"
        return [shown, mark + String(repeating: "~", count: width - 1)]
    }

    /// The text with each control character replaced, so that an expression of a file cannot steer a terminal.
    static func printable(_ text: String) -> String {
        String(text.map { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "?" : $0 })
    }
}
