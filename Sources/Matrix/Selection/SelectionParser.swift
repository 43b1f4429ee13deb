/// Reads the terms of a selection expression from left to right.
struct SelectionParser {
    private let text: String
    private let origin: String
    private let characters: [Character]
    private var position = 0

    /// The longest expression that is read, in characters.
    private static let limit = 10_000

    init(_ text: String, _ origin: String) {
        self.text = text
        self.origin = origin
        characters = Array(text.prefix(SelectionParser.limit + 1))
    }

    /// All terms; at least one.
    mutating func terms() throws(SelectionError) -> [SelectionExpression.Term] {
        guard characters.count <= SelectionParser.limit else {
            throw syntax("the expression is longer than \(SelectionParser.limit) characters", 0..<1)
        }
        var terms: [SelectionExpression.Term] = []
        repeat { terms.append(try term()) } while take(",")
        return terms
    }

    private mutating func term() throws(SelectionError) -> SelectionExpression.Term {
        let subject = try subject()
        let isNegated = take("!")
        guard take("=") else { throw syntax("'=' or '!=' must follow '\(subject.word)'", position..<position + 1) }
        var patterns: [String] = []
        repeat { patterns.append(try pattern(of: subject)) } while take("|")
        return SelectionExpression.Term(subject: subject, isNegated: isNegated, patterns: patterns)
    }

    private mutating func subject() throws(SelectionError) -> SelectionExpression.Subject {
        skipBlanks()
        let start = position
        while let next = peek, next.isLetter || next.isNumber || next == "_" || next == "-" { position += 1 }
        let word = String(characters[start..<position])
        if word.isEmpty { throw syntax("an axis is missing here", start..<start + 1) }
        if let subject = SelectionExpression.Subject.all.first(where: { $0.word == word }) { return subject }
        throw unknown(word, start..<position)
    }

    private mutating func pattern(of subject: SelectionExpression.Subject) throws(SelectionError) -> String {
        skipBlanks()
        let start = position
        var end = start
        while let next = peek, next != ",", next != "|" {
            if next == "=" || next == "!" { throw syntax("a pattern holds no '\(next)'", position..<position + 1) }
            position += 1
            if !next.isWhitespace { end = position }
        }
        if start == end { throw syntax("a pattern is missing after '\(subject.word)'", start..<start + 1) }
        return String(characters[start..<end])
    }

    private var peek: Character? { position < characters.count ? characters[position] : nil }

    private mutating func skipBlanks() {
        while let next = peek, next.isWhitespace { position += 1 }
    }

    /// Passes the character if it comes next, blanks before it too.
    private mutating func take(_ character: Character) -> Bool {
        skipBlanks()
        guard peek == character else { return false }
        position += 1
        return true
    }

    private func syntax(_ message: String, _ range: Range<Int>) -> SelectionError {
        SelectionError(
            .usage, "selection.syntax", "\(message), in \(origin)",
            notes: SelectionError.excerpt(text, range),
            hint: "write axis=pattern, with `,` for and, `|` for or, such as otp=27*|28*,mode!=tui")
    }

    private func unknown(_ word: String, _ range: Range<Int>) -> SelectionError {
        let known = SelectionExpression.Subject.all.map(\.word)
        let nearest = NearestText(word).best(of: known).map { "did you mean '\($0)'? " } ?? ""
        return SelectionError(
            .usage, "selection.unknown-axis", "unknown axis '\(SelectionError.printable(word))' in \(origin)",
            notes: SelectionError.excerpt(text, range),
            hint: nearest + "there are \(known.dropLast().joined(separator: ", ")) and id")
    }
}
