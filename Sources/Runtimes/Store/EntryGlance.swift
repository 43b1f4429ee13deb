import Glibc
import Host
import SystemPackage

/// A look at the files of an entry by its record as it lies on disk. It is taken before every use of an entry, so it decodes
/// nothing that it does not need, and paths go to the system from where they stand: the record ends each with a zero byte.
struct EntryGlance {
    private static let limit = 64 << 20
    private static let digestLength = 64

    private let bytes: [UInt8]

    /// Reads a record; nil if it cannot be read, or breaks off.
    init?(reading file: FilePath) {
        guard let bytes = try? Disk().read(file, limit: Self.limit), bytes.last == 0 else { return nil }
        self.bytes = bytes
    }

    /// Whether all files of the record are there with their kinds, sizes and times. A record that makes no sense says no.
    func isWhole(at folder: FilePath) -> Bool {
        let root = open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { return false }
        defer { close(root) }
        return bytes.withUnsafeBufferPointer { bytes in
            var reader = Reader(bytes: bytes)
            guard reader.skip(Array("\(EntryRecord.format) ".utf8)), let count = reader.number(endingIn: 0) else {
                return false
            }
            for _ in 0..<count where !isThere(&reader, root) { return false }
            return reader.isAtEnd
        }
    }

    private func isThere(_ reader: inout Reader, _ root: Int32) -> Bool {
        let blank = UInt8(ascii: " ")
        guard let kind = reader.byte().flatMap(EntryRecord.Kind.init), reader.byte() == blank,
            let size = reader.number(endingIn: blank), let modified = reader.number(endingIn: blank),
            reader.skip(Self.digestLength), reader.byte() == blank, let path = reader.text()
        else { return false }
        var status = stat()
        guard fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) == 0, kind == EntryRecord.Kind(status.st_mode) else {
            return false
        }
        return size == Int(status.st_size) && (kind == .link || modified == status.st_mtim.tv_sec)
    }
}

/// Bounded steps through bytes of which the last is zero.
private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func skip(_ count: Int) -> Bool {
        guard bytes.count - place >= count else { return false }
        place += count
        return true
    }

    mutating func skip(_ text: [UInt8]) -> Bool {
        guard bytes.dropFirst(place).starts(with: text) else { return false }
        place += text.count
        return true
    }

    mutating func number(endingIn end: UInt8) -> Int? {
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
    mutating func text() -> UnsafePointer<CChar>? {
        guard place < bytes.count, let base = bytes.baseAddress else { return nil }
        let start = UnsafeRawPointer(base + place)
        place += strlen(start.assumingMemoryBound(to: CChar.self)) + 1
        return start.assumingMemoryBound(to: CChar.self)
    }
}
