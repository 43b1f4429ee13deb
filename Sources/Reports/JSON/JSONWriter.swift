/// JSON in the making.
final class JSONWriter {
    /// The text so far, in UTF-8.
    private(set) var bytes: [UInt8] = []
    /// Whether it is laid out over several lines.
    let isPretty: Bool
    /// What an encoder may ask for and this one does not have.
    var missing: String?
    private var levels: [JSONLevel] = []

    init(isPretty: Bool) { self.isPretty = isPretty }

    /// The encoder for a value that many levels down; each level has one at a time.
    func level(_ depth: Int) -> JSONLevel {
        while levels.count <= depth { levels.append(JSONLevel(self, depth: levels.count)) }
        let level = levels[depth]
        level.begin()
        return level
    }

    /// Lets go of the levels, which hold on to the writer.
    func finish() { levels = [] }

    func byte(_ byte: UInt8) { bytes.append(byte) }

    func text(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    func number(_ value: some BinaryInteger) { bytes.append(contentsOf: String(value).utf8) }

    /// The shortest digits that give the number back, without a fraction of zero.
    func number(_ value: Double) {
        let milliseconds = value * 1000
        if milliseconds.magnitude < 1e15, milliseconds == milliseconds.rounded(), value != 0 || value.sign == .plus {
            return thousandths(Int(milliseconds), of: value)
        }
        general(value)
    }

    /// Digits in quotes, escaped as little as JSON allows.
    func string(_ value: String) {
        byte(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { utf8 in
            var begin = 0
            for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
                bytes.append(contentsOf: utf8[begin..<index])
                escape(utf8[index])
                begin = index + 1
            }
            bytes.append(contentsOf: utf8[begin...])
        }
        byte(UInt8(ascii: "\""))
    }

    /// Begins a line at that depth.
    func line(_ depth: Int) {
        guard isPretty else { return }
        byte(UInt8(ascii: "\n"))
        for _ in 0..<depth { text("  ") }
    }

    /// Puts what was written since `start` in another order; `parts` are ranges of it, a comma and a line's beginning go between.
    func reorder(from start: Int, _ parts: [Range<Int>], depth: Int) {
        let old = Array(bytes[start...])
        bytes.removeSubrange(start...)
        for (index, part) in parts.enumerated() {
            if index > 0 { byte(UInt8(ascii: ",")) }
            line(depth)
            bytes.append(contentsOf: old[(part.lowerBound - start)..<(part.upperBound - start)])
        }
    }

    private func thousandths(_ number: Int, of value: Double) {
        guard Double(number) / 1000 == value else { return general(value) }
        if number < 0 { byte(UInt8(ascii: "-")) }
        self.number(number.magnitude / 1000)
        var rest = UInt8(truncatingIfNeeded: number.magnitude % 1000 / 10)
        let last = UInt8(truncatingIfNeeded: number.magnitude % 10)
        if rest == 0, last == 0 { return }
        byte(UInt8(ascii: "."))
        byte(UInt8(ascii: "0") + rest / 10)
        rest %= 10
        if rest == 0, last == 0 { return }
        byte(UInt8(ascii: "0") + rest)
        if last > 0 { byte(UInt8(ascii: "0") + last) }
    }

    private func general(_ value: Double) {
        guard value.isFinite else { return missing = "\(value) is no number of JSON" }
        let digits = value.description
        bytes.append(contentsOf: (digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...]).utf8)
    }

    private func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: text("\\\"")
        case 0x5C: text("\\\\")
        case 0x08: text("\\b")
        case 0x09: text("\\t")
        case 0x0A: text("\\n")
        case 0x0C: text("\\f")
        case 0x0D: text("\\r")
        default:
            text("\\u00")
            for digit in [byte >> 4, byte & 15] { self.byte(digit < 10 ? digit + 0x30 : digit + 0x57) }
        }
    }
}
