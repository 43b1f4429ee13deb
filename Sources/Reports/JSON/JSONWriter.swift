/// JSON in the making.
final class JSONWriter {
    /// The text so far, in UTF-8.
    let bytes: GrowingMemory<UInt8>
    /// The entries of all objects that are being written, those of the innermost last.
    let entries = GrowingMemory<Entry>(capacity: 64)
    /// Whether it is laid out over several lines.
    let isPretty: Bool
    /// What an encoder may ask for and this one does not have.
    var missing: String?
    private var levels: [JSONLevel] = []

    /// Where an entry of an object stands, from its key's quote to the end of its value.
    struct Entry: BitwiseCopyable {
        var start: Int
        var end: Int
    }

    init(isPretty: Bool) {
        self.isPretty = isPretty
        bytes = GrowingMemory(capacity: isPretty ? 1 << 16 : 1 << 10)
    }

    /// The encoder for a value that many levels down; each level has one at a time.
    func level(_ depth: Int) -> JSONLevel {
        while levels.count <= depth { levels.append(JSONLevel(self, depth: levels.count)) }
        let level = levels[depth]
        level.begin()
        return level
    }

    /// Lets go of the levels, which hold on to the writer.
    func finish() { levels = [] }

    /// Appends a character of ASCII.
    @inline(__always) func byte(_ byte: UInt8) { bytes.append(byte) }

    func text(_ text: StaticString) { text.withUTF8Buffer { bytes.append($0) } }

    func number(_ value: some BinaryInteger) {
        var digits = String(value)
        digits.withUTF8 { bytes.append($0) }
    }

    /// The shortest digits that give the number back, without a fraction of zero.
    func number(_ value: Double) {
        let milliseconds = value * 1000
        if milliseconds.magnitude < 1e15, milliseconds == milliseconds.rounded(), value != 0 || value.sign == .plus {
            return thousandths(Int(milliseconds), of: value)
        }
        general(value)
    }

    /// Text in quotes, escaped as little as JSON allows.
    func string(_ value: String) {
        byte(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { utf8 in
            var begin = 0
            for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
                bytes.append(UnsafeBufferPointer(rebasing: utf8[begin..<index]))
                escape(utf8[index])
                begin = index + 1
            }
            bytes.append(UnsafeBufferPointer(rebasing: utf8[begin...]))
        }
        byte(UInt8(ascii: "\""))
    }

    /// Begins a line at that depth.
    func line(_ depth: Int) {
        guard isPretty else { return }
        byte(UInt8(ascii: "\n"))
        bytes.append(UInt8(ascii: " "), times: 2 * depth)
    }

    /// Puts the entries of an object that begins at `start` in another order; a comma and a line's beginning go between.
    func reorder(_ parts: [Entry], from start: Int, depth: Int) {
        let old = Array(bytes.all[start...])
        bytes.cut(to: start)
        old.withUnsafeBufferPointer { old in
            for (index, part) in parts.enumerated() {
                if index > 0 { byte(UInt8(ascii: ",")) }
                line(depth)
                bytes.append(UnsafeBufferPointer(rebasing: old[(part.start - start)..<(part.end - start)]))
            }
        }
    }

    private func thousandths(_ number: Int, of value: Double) {
        guard Double(number) / 1000 == value else { return general(value) }
        if number < 0 { byte(UInt8(ascii: "-")) }
        self.number(number.magnitude / 1000)
        let rest = UInt16(truncatingIfNeeded: number.magnitude % 1000)
        if rest == 0 { return }
        byte(UInt8(ascii: "."))
        byte(0x30 + UInt8(truncatingIfNeeded: rest / 100))
        if rest % 100 == 0 { return }
        byte(0x30 + UInt8(truncatingIfNeeded: rest / 10 % 10))
        if rest % 10 > 0 { byte(0x30 + UInt8(truncatingIfNeeded: rest % 10)) }
    }

    private func general(_ value: Double) {
        guard value.isFinite else { return missing = "\(value) is no number of JSON" }
        var digits = value.description
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        digits.withUTF8 { bytes.append($0) }
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
