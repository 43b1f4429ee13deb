/// A pax header: records `LENGTH KEY=VALUE\n` with what does not fit into a ustar header of the next entry.
struct ExtendedHeader {
    static let largest = 64 << 10
    private(set) var name: ByteString?
    private(set) var link: ByteString?

    init() {}

    init(_ content: [UInt8]) throws(Failure) {
        var rest = content[...]
        while !rest.isEmpty {
            guard let space = rest.firstIndex(of: UInt8(ascii: " ")),
                let length = Fields(rest[..<space]).decimal(0), length <= UInt64(rest.count),
                Int(length) > space - rest.startIndex + 1
            else { throw .damaged("a long name makes no sense") }
            take(rest[(space + 1)..<(rest.startIndex + Int(length) - 1)])
            rest = rest.dropFirst(Int(length))
        }
    }

    private mutating func take(_ record: ArraySlice<UInt8>) {
        guard let mark = record.firstIndex(of: UInt8(ascii: "=")) else { return }
        let value = ByteString(record[(mark + 1)...])
        if equal(record[..<mark], "path") { name = value } else if equal(record[..<mark], "linkpath") { link = value }
    }
}
