import Glibc

/// The lines of a record of an entry's files, one after the other, without making texts of them: a runtime has
/// thousands, and every start looks at them.
struct EntryLines {
    private static let digestLength = 64

    /// The last byte is zero.
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    /// How many lines are to come.
    private(set) var count = 0

    /// What a line says of a file.
    struct Line {
        let look: EntryLook
        /// In hexadecimal.
        let digest: Slice<UnsafeBufferPointer<UInt8>>
        let path: UnsafePointer<CChar>
    }

    /// Nil if the bytes are no record, or break off.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.last == 0 else { return nil }
        self.bytes = bytes
        guard skip(Array("\(EntryRecord.format) ".utf8)), let count = number(endingIn: 0) else { return nil }
        self.count = count
    }

    /// Whether all lines were read and nothing follows.
    var isAtEnd: Bool { count == 0 && place == bytes.count }

    /// The next line; nil at the end, and where one makes no sense.
    mutating func next() -> Line? {
        let blank = UInt8(ascii: " ")
        guard count > 0, let kind = byte().flatMap(EntryLook.Kind.init), byte() == blank,
            let size = number(endingIn: blank), let modified = number(endingIn: blank),
            let digest = skip(Self.digestLength), byte() == blank, let path = text()
        else { return nil }
        count -= 1
        return Line(look: EntryLook(kind: kind, size: size, modified: modified), digest: digest, path: path)
    }

    private mutating func byte() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    private mutating func skip(_ count: Int) -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard bytes.count - place >= count else { return nil }
        defer { place += count }
        return bytes[place..<place + count]
    }

    private mutating func skip(_ text: [UInt8]) -> Bool { skip(text.count)?.elementsEqual(text) == true }

    private mutating func number(endingIn end: UInt8) -> Int? {
        var number = 0
        var digits = 0
        while let byte = byte() {
            if byte == end { return digits > 0 ? number : nil }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 18 else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        return nil
    }

    /// The text up to the next zero byte, where it stands.
    private mutating func text() -> UnsafePointer<CChar>? {
        guard place < bytes.count, let base = bytes.baseAddress else { return nil }
        let start = UnsafeRawPointer(base + place).assumingMemoryBound(to: CChar.self)
        place += strlen(start) + 1
        return start
    }
}
