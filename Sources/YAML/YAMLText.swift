/// The bytes of a YAML text, cut into lines as YAML counts them.
package struct YAMLText: Sendable {
    /// The bytes without a byte order mark.
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// A line by its number from 1, without its end; bytes that are not UTF-8 are replaced. Empty behind the last line.
    package func line(_ number: Int) -> String {
        var current = 1
        var start = 0
        var index = 0
        while index < bytes.count {
            let width = breakWidth(at: index)
            if width > 0 {
                if current == number { break }
                current += 1
                start = index + width
            }
            index += max(width, 1)
        }
        guard current == number, start <= index, index <= bytes.count else { return "" }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// The place of a byte.
    func position(ofByte offset: Int) -> YAMLPosition {
        var line = 1
        var column = 1
        var index = 0
        while index < min(offset, bytes.count) {
            let width = breakWidth(at: index)
            if width > 0 {
                line += 1
                column = 1
            } else if bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
            index += max(width, 1)
        }
        return YAMLPosition(line: line, column: column)
    }

    /// Where the first byte stands that is not UTF-8.
    var firstInvalidPosition: YAMLPosition? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
        }
        return position(ofByte: offset)
    }

    /// The bytes of the line break at a valid index; 0 where there is none. Besides LF, CR and CRLF, YAML 1.1 ends lines at
    /// U+0085, U+2028 and U+2029.
    private func breakWidth(at index: Int) -> Int {
        func byte(_ distance: Int) -> UInt8? {
            index + distance < bytes.count ? bytes[index + distance] : nil
        }
        switch bytes[index] {
        case 0x0A: return 1
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}
