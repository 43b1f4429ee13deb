/// Bounded reads of numbers and zero-ended texts; what lies out of bounds reads as absent.
struct NativeBytes {
    let bytes: [UInt8]
    /// Whether the highest byte of a number comes first.
    var isBigEndian = false

    func number(_ offset: Int, _ size: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - size else { return nil }
        let digits = bytes[offset..<(offset + size)]
        let value =
            isBigEndian
            ? digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            : digits.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    func text(_ offset: Int) -> String? {
        guard bytes.indices.contains(offset) else { return nil }
        return String(decoding: bytes[offset...].prefix(4096).prefix { $0 != 0 }, as: UTF8.self)
    }
}
