/// A document of XML 1.0 in the making; all text is cleaned on the way in, so no input can break it.
struct XMLText {
    /// The document so far, in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Appends tags and white space as they are.
    mutating func markup(_ text: String) { bytes += text.utf8 }

    /// Appends text that stands between tags. A bare carriage return would be read back as a line feed.
    mutating func content(_ raw: String) {
        append(raw) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\r"): "&#13;"
            default: nil
            }
        }
    }

    /// Appends ` name="value"`. Line ends and tabs in values would be read back as spaces.
    mutating func attribute(_ name: String, _ raw: String) {
        bytes.append(UInt8(ascii: " "))
        bytes += name.utf8
        bytes += "=\"".utf8
        append(raw) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "\t"): "&#9;"
            case UInt8(ascii: "\n"): "&#10;"
            case UInt8(ascii: "\r"): "&#13;"
            default: nil
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a whole number as an attribute.
    mutating func attribute(_ name: String, _ number: Int) { attribute(name, String(number)) }

    private mutating func append(_ raw: String, _ replacement: (UInt8) -> StaticString?) {
        var text = raw
        let isPlain = text.withUTF8 { $0.allSatisfy(XMLText.isPlain) }
        if isPlain { return bytes.append(contentsOf: raw.utf8) }
        text = PlainText(raw).text
        text.withUTF8 { utf8 in
            var begin = 0
            for index in utf8.indices {
                guard let replaced = replacement(utf8[index]) else { continue }
                bytes.append(contentsOf: utf8[begin..<index])
                replaced.withUTF8Buffer { bytes.append(contentsOf: $0) }
                begin = index + 1
            }
            bytes.append(contentsOf: utf8[begin...])
        }
    }

    /// What most text consists of, and stands for itself everywhere.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): false
        default: (0x20..<0x7F).contains(byte)
        }
    }
}
