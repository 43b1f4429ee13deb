internal import CYAML

/// What libyaml found wrong, in its words and places.
struct SyntaxProblem {
    let problem: String
    let position: YAMLPosition
    /// Where the construct began that could not be finished.
    let context: YAMLPosition?

    init(_ parser: yaml_parser_t, _ text: YAMLText) {
        problem = parser.problem.map { String(cString: $0) } ?? "unreadable"
        if parser.error == YAML_READER_ERROR {
            position = text.position(ofByte: Int(clamping: parser.problem_offset))
            context = nil
        } else {
            position = YAMLPosition(parser.problem_mark)
            context = parser.context == nil ? nil : YAMLPosition(parser.context_mark)
        }
    }
}

extension YAMLError {
    /// Tells a problem of libyaml in the words of people who write configuration files.
    init(_ found: SyntaxProblem, _ text: YAMLText) {
        if let column = YAMLError.columnOfTab(in: text.line(found.position.line), found.position.column) {
            let position = YAMLPosition(line: found.position.line, column: column)
            self.init(.tab, position, "a tab where only spaces may stand", hint: "indent with spaces")
        } else {
            self = YAMLError.syntax(found, unclosed: YAMLError.lineOfQuote(before: found, text))
        }
    }

    /// The column of a tab in a line's indentation, or of one that stands where the problem is.
    private static func columnOfTab(in line: String, _ column: Int) -> Int? {
        let scalars = Array(line.unicodeScalars)
        let indentation = scalars.prefix { $0 == " " || $0 == "\t" }
        if let index = indentation.firstIndex(of: "\t") { return index + 1 }
        return scalars.indices.contains(column - 1) && scalars[column - 1] == "\t" ? column : nil
    }

    /// The line before a problem that has a quote without its counterpart: the text in quotes then runs on until the next quote.
    private static func lineOfQuote(before found: SyntaxProblem, _ text: YAMLText) -> Int? {
        guard let context = found.context, context.line < found.position.line else { return nil }
        let lines = max(context.line, found.position.line - 50)..<found.position.line
        return lines.last { number in
            let line = text.line(number).replacing("\\\"", with: "")
            return !line.count { $0 == "\"" }.isMultiple(of: 2)
        }
    }

    private static func syntax(_ found: SyntaxProblem, unclosed: Int?) -> YAMLError {
        let line = found.context?.line ?? found.position.line
        switch found.problem {
        case "could not find expected ':'":
            return YAMLError(
                .syntax, found.context ?? found.position, "a ':' is missing after this key",
                hint: "write 'key: value', with a blank behind the ':'")
        case "did not find expected ',' or ']'":
            return YAMLError(
                .syntax, found.position, "expected ',' or ']'",
                hint: "the list that began in line \(line) is not closed")
        case "did not find expected ',' or '}'":
            return YAMLError(
                .syntax, found.position, "expected ',' or '}'",
                hint: "the mapping that began in line \(line) is not closed")
        case "did not find expected key":
            let quote = unclosed.map { "the quote in line \($0) is not closed" }
            return YAMLError(
                .syntax, found.position, "expected a key",
                hint: quote ?? "its indentation must be that of the mapping that began in line \(line)")
        case "did not find expected '-' indicator":
            return YAMLError(
                .syntax, found.position, "expected '-'",
                hint: "its indentation must be that of the list that began in line \(line)")
        case "found unexpected end of stream":
            return YAMLError(
                .syntax, found.context ?? found.position, "the quote that begins here is not closed",
                hint: "close it with the same quote")
        default:
            return YAMLError(
                .syntax, found.position, words[found.problem] ?? found.problem, hint: hints[found.problem] ?? "")
        }
    }

    private static let words = [
        "mapping values are not allowed in this context": "a ':' is not allowed here",
        "mapping keys are not allowed in this context": "a key is not allowed here",
        "block sequence entries are not allowed in this context": "a list cannot begin here",
        "found character that cannot start any token": "no value can begin with this character",
        "control characters are not allowed": "control characters are not allowed",
        "did not find expected node content": "a value is missing",
        "did not find expected <document start>": "text behind the end of the document",
        "found unknown escape character": "unknown escape after '\\'",
        "did not find expected hexdecimal number": "unknown escape after '\\'",
        "did not find expected alphabetic or numeric character": "a name is missing",
        "found undefined tag handle": "unknown tag",
    ]

    private static let hints = [
        "mapping values are not allowed in this context":
            "check the indentation, quote a text that holds ': ', and put a blank behind each ':' that ends a key",
        "block sequence entries are not allowed in this context": "put the '-' on a line of its own",
        "found character that cannot start any token": "put the value in quotes",
        "found unknown escape character": "write '\\\\' for a backslash, or use single quotes",
        "did not find expected hexdecimal number": "write '\\\\' for a backslash, or use single quotes",
        "did not find expected node content": "within brackets and braces a list is written as [a, b]",
        "control characters are not allowed": "remove it, or write it as an escape in double quotes such as \"\\e\"",
        "did not find expected <document start>": "the file must hold one document",
        "did not find expected alphabetic or numeric character": "put a text that begins with '*' or '&' in quotes",
        "found undefined tag handle": "put a text that begins with '!' in quotes",
        "mapping keys are not allowed in this context": "check the indentation",
    ]
}
