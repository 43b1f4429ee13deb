/// Something to say about a line of the matrix file.
package struct Diagnostic: Hashable, Sendable {
    package let severity: Severity
    /// A stable code such as `config.unknown-key`.
    package let code: String
    /// The file's name as the user gave it.
    package let file: String
    /// The line, from 1.
    package let line: Int
    /// The column in characters, from 1.
    package let column: Int
    /// How many characters are meant, at least 1.
    package let length: Int
    /// The line's text.
    package let source: String
    /// What is wrong.
    package let message: String
    /// What was expected, and what may have been meant.
    package let notes: [String]

    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }
}

extension Diagnostic {
    /// The diagnostic as a compiler tells it: `file:line:column: error: message`, the line, a caret, the notes.
    package func rendered(colour: Bool = false) -> String {
        let paint = colour ? Paint.ansi : Paint.none
        let number = String(line)
        let gutter = String(repeating: " ", count: number.count)
        let tint = severity == .error ? paint.red : paint.yellow
        var lines = [
            "\(paint.bold)\(file.printable):\(line):\(column): \(tint)\(severity.rawValue):\(paint.plain) "
                + "\(paint.bold)\(message.printable)\(paint.plain)"
        ]
        if !source.isEmpty {
            let excerpt = Excerpt(self)
            lines.append(" \(number) | \(excerpt.text.printable)")
            lines.append(" \(gutter) | \(excerpt.indentation)\(tint)\(excerpt.marker)\(paint.plain)")
        }
        lines += notes.map { " \(gutter) = \($0.printable)" }
        return lines.joined(separator: "\n") + "\n"
    }

}

/// The part of a line that is shown, and what points at it.
private struct Excerpt {
    let text: String
    /// What stands before the caret: as wide as the text above it, tabs kept.
    let indentation: String
    let marker: String

    /// The most characters of a line that are shown, and how many of them stand before the caret.
    private static let width = 200
    private static let lead = 120

    init(_ diagnostic: Diagnostic) {
        let start = max(0, diagnostic.column - 1 - Excerpt.lead)
        let shown = diagnostic.source.unicodeScalars.dropFirst(start).prefix(Excerpt.width)
        let before = shown.prefix(diagnostic.column - 1 - start)
        text = String(String.UnicodeScalarView(shown))
        indentation = String(String.UnicodeScalarView(before)).map { $0 == "\t" ? "\t" : " " }.joined()
        let length = min(diagnostic.length, Excerpt.width - before.count)
        marker = "^" + String(repeating: "~", count: max(length - 1, 0))
    }
}

/// The escapes that colour a terminal's text.
private struct Paint {
    let bold, red, yellow, plain: String

    static let none = Paint(bold: "", red: "", yellow: "", plain: "")
    static let ansi = Paint(bold: "\u{1B}[1m", red: "\u{1B}[31m", yellow: "\u{1B}[33m", plain: "\u{1B}[0m")
}

extension String {
    /// The text without characters that would command the terminal, and without end if it is very long.
    fileprivate var printable: String {
        var result = ""
        for (index, scalar) in unicodeScalars.enumerated() {
            guard index < 600 else { return result + "…" }
            let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
            if isControl || scalar.properties.generalCategory == .format {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
