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
            lines.append(" \(number) | \(source.printable)")
            lines.append(" \(gutter) | \(indentation)\(tint)\(marker)\(paint.plain)")
        }
        lines += notes.map { " \(gutter) = \($0.printable)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What stands before the caret: as wide as the text above it, tabs kept.
    private var indentation: String {
        String(String.UnicodeScalarView(source.unicodeScalars.prefix(column - 1)))
            .map { $0 == "\t" ? "\t" : " " }.joined()
    }

    private var marker: String { "^" + String(repeating: "~", count: max(length - 1, 0)) }
}

/// The escapes that colour a terminal's text.
private struct Paint {
    let bold, red, yellow, plain: String

    static let none = Paint(bold: "", red: "", yellow: "", plain: "")
    static let ansi = Paint(bold: "\u{1B}[1m", red: "\u{1B}[31m", yellow: "\u{1B}[33m", plain: "\u{1B}[0m")
}

extension String {
    /// The text without characters that would command the terminal.
    fileprivate var printable: String {
        var result = ""
        for scalar in unicodeScalars {
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
