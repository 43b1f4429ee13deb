/// What a terminal shows, without what moves the cursor or changes colours (ECMA-48), as the output comes in.
struct TerminalText {
    /// The text so far. Carriage returns are left out.
    private(set) var plain: [UInt8] = []
    private var state = State.ground

    private enum State { case ground, escape, parameters, string, endOfString, intermediate }

    /// Takes the next part of the output; sequences may be cut anywhere.
    mutating func feed(_ output: some Sequence<UInt8>) {
        for byte in output { take(byte) }
    }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .ground:
            switch byte {
            case 0x1B: state = .escape
            case 0x09, 0x0A, 0x20...0x7E, 0x80...: plain.append(byte)
            default: break
            }
        case .escape: state = afterEscape(byte)
        case .parameters: if (0x40...0x7E).contains(byte) { state = .ground }
        // Strings such as the window's title end in BEL or in ESC and a backslash.
        case .string:
            if byte == 0x07 { state = .ground }
            if byte == 0x1B { state = .endOfString }
        case .endOfString: state = .ground
        case .intermediate: if (0x30...0x7E).contains(byte) { state = .ground }
        }
    }

    private func afterEscape(_ byte: UInt8) -> State {
        switch byte {
        case UInt8(ascii: "["): .parameters
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): .string
        // Character sets and the like: intermediate bytes, then a final one.
        case 0x20...0x2F: .intermediate
        case 0x1B: .escape
        default: .ground
        }
    }
}
