/// The 512-byte block in front of each tar entry: POSIX ustar.
struct TarHeader {
    enum Kind { case file, hardLink, symbolicLink, folder, extended }

    static let size = 512
    let kind: Kind
    let name: ByteString
    let link: ByteString
    let contentSize: Int
    let isExecutable: Bool

    /// Nil for the blocks of zeros that end an archive.
    init?(_ block: UnsafeBufferPointer<UInt8>) throws(Failure) {
        var sum = 0
        for index in 0..<TarHeader.size { sum += (148..<156).contains(index) ? 32 : Int(block[index]) }
        if sum == 8 * 32 { return nil }
        guard sum == TarHeader.octal(block, 148, 8), let kind = TarHeader.kind(block[156]) else {
            throw .damaged("a tar header makes no sense")
        }
        self.kind = kind
        contentSize = TarHeader.octal(block, 124, 12)
        isExecutable = TarHeader.octal(block, 100, 8) & 0o100 != 0
        link = TarHeader.text(block, 157, 100)
        let prefix = TarHeader.text(block, 345, 155)
        let base = TarHeader.text(block, 0, 100)
        name = prefix.isEmpty ? base : prefix + "/" + base
    }

    private static func kind(_ type: UInt8) -> Kind? {
        switch type {
        case UInt8(ascii: "0"): return .file
        case UInt8(ascii: "1"): return .hardLink
        case UInt8(ascii: "2"): return .symbolicLink
        case UInt8(ascii: "5"): return .folder
        case UInt8(ascii: "x"): return .extended
        default: return nil
        }
    }

    /// At most eleven digits: no overflow.
    private static func octal(_ block: UnsafeBufferPointer<UInt8>, _ offset: Int, _ count: Int) -> Int {
        var value = 0
        for byte in block[offset..<(offset + count)] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "7") else { break }
            value = value << 3 | Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static func text(_ block: UnsafeBufferPointer<UInt8>, _ offset: Int, _ count: Int) -> ByteString {
        ByteString(block[offset..<(offset + count)].prefix { $0 != 0 })
    }
}
