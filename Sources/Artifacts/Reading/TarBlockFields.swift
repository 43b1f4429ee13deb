/// The fields of a block of 512 bytes that should be the header of an entry: POSIX ustar as `TarHeader` writes it.
struct TarBlockFields {
    private let block: [UInt8]

    /// Refuses a block whose sum or mark is wrong.
    init(_ block: [UInt8]) throws(TarFault) {
        self.block = block
        guard block.count == TarHeader.block, field(257, 8).elementsEqual("ustar\u{0}00".utf8) else {
            throw TarFault("an entry's header is no ustar header")
        }
        let blank = 8 * UInt64(UInt8(ascii: " "))
        let sum = block.reduce(blank) { $0 + UInt64($1) } - field(148, 8).reduce(0) { $0 + UInt64($1) }
        guard try number(148, 6) == sum else { throw TarFault("an entry's header does not fit its sum") }
    }

    var type: UInt8 { block[156] }

    func size() throws(TarFault) -> UInt64 { try number(124, 11) }
    func isExecutable() throws(TarFault) -> Bool { try number(100, 7) & 0o100 != 0 }

    /// The path, of which the prefix holds the first part.
    func path() throws(TarFault) -> String {
        let prefix = try text(345, 155)
        let name = try text(0, 100)
        return prefix.isEmpty ? name : "\(prefix)/\(name)"
    }

    func link() throws(TarFault) -> String { try text(157, 100) }

    private func field(_ offset: Int, _ count: Int) -> ArraySlice<UInt8> { block[offset..<(offset + count)] }

    private func text(_ offset: Int, _ count: Int) throws(TarFault) -> String {
        try TarBlockFields.text(field(offset, count).prefix { $0 != 0 })
    }

    /// Octal digits, all of them.
    private func number(_ offset: Int, _ digits: Int) throws(TarFault) -> UInt64 {
        var number: UInt64 = 0
        for digit in field(offset, digits) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else {
                throw TarFault("an entry's header has a number that is none")
            }
            number = number << 3 | UInt64(digit - UInt8(ascii: "0"))
        }
        return number
    }

    static func text(_ bytes: some Collection<UInt8>) throws(TarFault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw TarFault("a name is not UTF-8") }
        return text
    }
}
