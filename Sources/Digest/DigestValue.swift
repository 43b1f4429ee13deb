/// A SHA-256 digest: 32 bytes, ordered and printed as lowercase hexadecimal.
package struct DigestValue: Hashable, Sendable {
    /// How many bytes a digest has.
    package static let byteCount = 32

    /// The 32 bytes of the digest.
    package let bytes: [UInt8]

    /// The digest made of exactly 32 bytes, or nil for any other count.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// The digest written as 64 hexadecimal digits of either case, or nil for any other text.
    package init?(hex: some StringProtocol) {
        self.init(hexadecimal: Array(hex.utf8)[...])
    }

    /// The digest written as 64 bytes of ASCII, or nil for anything else.
    package init?(hexadecimal digits: ArraySlice<UInt8>) {
        guard digits.count == Self.byteCount * 2 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        for index in stride(from: digits.startIndex, to: digits.endIndex, by: 2) {
            guard let high = Self.nibble(digits[index]), let low = Self.nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    init(finished bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The digest as 64 lowercase hexadecimal digits.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension DigestValue: CustomStringConvertible {
    package var description: String { hex }
}

extension DigestValue: Comparable {
    package static func < (left: DigestValue, right: DigestValue) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension DigestValue: Codable {
    /// Reads a digest from its hexadecimal text.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = DigestValue(hex: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a SHA-256 digest is 64 hexadecimal digits, not '\(text)'")
        }
        self = value
    }

    /// Writes the digest as its hexadecimal text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
