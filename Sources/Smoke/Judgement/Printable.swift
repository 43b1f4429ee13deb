/// Output of a program as it is shown to people: on one line or a few, without anything that acts on a terminal.
enum Printable {
    /// Text for reports: damaged UTF-8 repaired, control characters shown as `\e`, `\x07` …; lines and tabs stay.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        var shown = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n", "\t": shown.unicodeScalars.append(scalar)
            case "\r": continue
            default: append(scalar, to: &shown)
            }
        }
        return shown
    }

    /// Text between quotes on one line, at most `limit` characters of it.
    static func quoted(_ bytes: some Collection<UInt8>, limit: Int = 60) -> String {
        var shown = ""
        for scalar in String(decoding: bytes.prefix(limit * 4), as: UTF8.self).unicodeScalars.prefix(limit) {
            switch scalar {
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            case "\"": shown += "\\\""
            case "\\": shown += "\\\\"
            default: append(scalar, to: &shown)
            }
        }
        let isWhole = String(decoding: bytes.prefix(limit * 4 + 1), as: UTF8.self).unicodeScalars.count <= limit
        return "\"\(shown)\"\(isWhole ? "" : "…")"
    }

    static func quoted(_ text: String) -> String { quoted(text.utf8) }

    /// The last lines of a printable text.
    static func tail(_ text: String, lines: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.isEmpty }.reversed()
            .drop { $0.isEmpty }.prefix(lines).reversed().map { String($0.prefix(400)) }
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar.value {
        case 0x1B: text += "\\e"
        case 0..<0x20, 0x7F..<0xA0:
            let digits = String(scalar.value, radix: 16)
            text += "\\x" + (digits.count < 2 ? "0" : "") + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}
