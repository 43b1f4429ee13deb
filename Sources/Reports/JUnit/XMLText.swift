/// Text as XML 1.0 holds it; everything is cleaned on the way in, so no input can break the document.
enum XMLText {
    /// For between tags. A bare carriage return would be read back as a line feed.
    static func content(_ raw: String) -> String {
        escape(raw) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\r": "&#13;"
            default: nil
            }
        }
    }

    /// ` name="value"`. Line ends and tabs in values would be read back as spaces.
    static func attribute(_ name: String, _ raw: String) -> String {
        let value = escape(raw) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\t": "&#9;"
            case "\n": "&#10;"
            case "\r": "&#13;"
            default: nil
            }
        }
        return " \(name)=\"\(value)\""
    }

    private static func escape(_ raw: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
        var text = String.UnicodeScalarView()
        for scalar in PlainText(raw).text.unicodeScalars {
            if let replaced = replacement(scalar) {
                text.append(contentsOf: replaced.unicodeScalars)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
