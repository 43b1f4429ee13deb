/// A JSON value; objects keep their keys in the order in which they were put, which readers of a schema go by.
indirect enum JSON: Sendable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([JSON])
    case object([(String, JSON)])

    static func texts(_ texts: [String]) -> JSON { .list(texts.map { .text($0) }) }
}

extension JSON {
    /// The text over several lines, without one at the end; what is short stays on one line.
    func text(indentation: String = "") -> String {
        let inline = line
        if inline.utf8.count + indentation.utf8.count <= 100 { return inline }
        let inner = indentation + "  "
        switch self {
        case .list(let items):
            let lines = items.map { inner + $0.text(indentation: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(indentation)]"
        case .object(let pairs):
            let lines = pairs.map { "\(inner)\(JSON.quoted($0.0)): \($0.1.text(indentation: inner))" }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indentation)}"
        default: return inline
        }
    }

    private var line: String {
        switch self {
        case .text(let text): JSON.quoted(text)
        case .number(let number): String(number)
        case .truth(let truth): truth ? "true" : "false"
        case .list(let items): "[\(items.map(\.line).joined(separator: ", "))]"
        case .object(let pairs): "{\(pairs.map { "\(JSON.quoted($0.0)): \($0.1.line)" }.joined(separator: ", "))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
