/// What a program wrote, made fit for files and terminals: no escape sequences, no control characters but tab and line ends,
/// and only what XML 1.0 can hold.
struct PlainText {
    /// The cleaned text.
    let text: String

    init(_ raw: String) {
        if raw.utf8.allSatisfy(PlainText.isPlainByte) {
            text = raw
            return
        }
        var clean = String.UnicodeScalarView()
        var rest = raw.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == PlainText.escape {
                PlainText.dropSequence(&rest)
            } else if scalar == "\u{9B}" {
                PlainText.dropControlSequence(&rest)
            } else if PlainText.isKept(scalar) {
                clean.append(scalar)
            }
        }
        text = String(clean)
    }

    /// The text's lines, whatever ends them; a carriage return alone ends one too.
    var lines: [String] {
        let unified = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        var lines = unified.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }.map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The lines as one, for places that have room for one only.
    var oneLine: String {
        let hasEnds = text.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return hasEnds ? lines.filter { !$0.isEmpty }.joined(separator: " ") : text
    }

    /// The cleaned text, with its middle left out if it has more than so many characters. Of what is far longer only the ends
    /// are looked at.
    static func excerpt(_ raw: String, _ limit: Int) -> String {
        if raw.utf8.count <= limit { return PlainText(raw).text }
        let isFarLonger = raw.utf8.count > 8 * limit
        let head = isFarLonger ? PlainText(String(raw.unicodeScalars.prefix(limit))) : PlainText(raw)
        let tail = isFarLonger ? PlainText(String(raw.unicodeScalars.suffix(limit))) : head
        if !isFarLonger, head.text.unicodeScalars.count <= limit { return head.text }
        let half = max(0, limit / 2)
        let ends = [head.text.unicodeScalars.prefix(half), tail.text.unicodeScalars.suffix(half)]
        return ends.map { String($0) }.joined(separator: "\n… the middle is left out …\n")
    }

    private static let escape: Unicode.Scalar = "\u{1B}"

    /// What most text consists of, and needs no closer look.
    private static func isPlainByte(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || byte == 0x0A || byte == 0x09
    }

    /// Tab, line feed, carriage return, and everything else that neither is a control character nor forbidden in XML 1.0.
    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// Drops what follows an escape: a control sequence, a string that ends with BEL or ESC \, or a few characters.
    private static func dropSequence(_ rest: inout Substring.UnicodeScalarView) {
        guard let next = rest.first else { return }
        switch next {
        case "[":
            rest.removeFirst()
            dropControlSequence(&rest)
        case "]", "P", "X", "^", "_":
            rest.removeFirst()
            dropString(&rest)
        default:
            while let scalar = rest.first, (0x20...0x2F).contains(scalar.value) { rest.removeFirst() }
            if let final = rest.first, (0x30...0x7E).contains(final.value) { rest.removeFirst() }
        }
    }

    private static func dropControlSequence(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.first, (0x20...0x3F).contains(scalar.value) { rest.removeFirst() }
        if let final = rest.first, (0x40...0x7E).contains(final.value) { rest.removeFirst() }
    }

    /// One that does not end in its own line is no string: only its introducer goes.
    private static func dropString(_ rest: inout Substring.UnicodeScalarView) {
        guard let end = rest.firstIndex(where: { $0 == "\u{07}" || $0 == escape || $0 == "\u{9C}" || $0 == "\n" }),
            rest[end] != "\n"
        else { return }
        let terminator = rest[end]
        rest = rest[rest.index(after: end)...]
        if terminator == escape, rest.first == "\\" { rest.removeFirst() }
    }
}
