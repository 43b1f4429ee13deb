/// The space-separated fields of a manifest value.
struct Fields {
    private let fields: [ArraySlice<UInt8>]

    init(_ value: ArraySlice<UInt8>) { fields = value.split(separator: UInt8(ascii: " ")) }

    func decimal(_ index: Int) -> UInt64? { number(index, radix: 10) }
    func hex(_ index: Int) -> UInt64? { number(index, radix: 16) }

    func text(_ index: Int) -> ByteString? { index < fields.count ? ByteString(fields[index]) : nil }

    private func number(_ index: Int, radix: UInt64) -> UInt64? {
        guard index < fields.count else { return nil }
        var value: UInt64 = 0
        for byte in fields[index] {
            guard let digit = Fields.digit(byte), digit < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            if overflow || product > UInt64.max - digit { return nil }
            value = product + digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return UInt64(byte - UInt8(ascii: "a")) + 10
        default: return nil
        }
    }
}
