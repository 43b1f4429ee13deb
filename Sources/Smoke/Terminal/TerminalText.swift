/// What a terminal shows, without what moves the cursor or changes colours (ECMA-48).
enum TerminalText {
    /// The text of a terminal's output. Carriage returns are left out; a sequence cut off at the end too.
    static func plain(_ output: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var index = 0
        while index < output.count {
            switch output[index] {
            case 0x1B: index = endOfSequence(output, index + 1)
            case 0x09, 0x0A, 0x20...0x7E, 0x80...:
                plain.append(output[index])
                index += 1
            default: index += 1
            }
        }
        return plain
    }

    /// The index behind the escape sequence whose first byte after ESC is at `index`.
    private static func endOfSequence(_ output: [UInt8], _ index: Int) -> Int {
        guard index < output.count else { return index }
        switch output[index] {
        case UInt8(ascii: "["): return end(output, index + 1) { (0x40...0x7E).contains($0) }
        // Strings such as the window's title end in BEL or in ESC and a backslash.
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            let end = end(output, index + 1) { $0 == 0x07 || $0 == 0x1B }
            return end > 0 && end < output.count && output[end - 1] == 0x1B ? end + 1 : end
        // Character sets and the like: intermediate bytes, then a final one.
        case 0x20...0x2F: return end(output, index + 1) { (0x30...0x7E).contains($0) }
        default: return index + 1
        }
    }

    private static func end(_ output: [UInt8], _ start: Int, _ isFinal: (UInt8) -> Bool) -> Int {
        guard start < output.count, let final = output[start...].firstIndex(where: isFinal) else { return output.count }
        return final + 1
    }
}
