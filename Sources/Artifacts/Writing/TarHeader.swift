/// The blocks in front of a tar entry: POSIX ustar, with a pax header where a name does not fit. Owner, time and all
/// but the executable bit are fixed, so that the same release gives the same bytes.
enum TarHeader {
    static let block = 512
    /// Eleven octal digits.
    static let largestFile: UInt64 = 1 << 33 - 1

    enum Kind: UInt8 {
        case file = 0x30
        case hardLink = 0x31
        case symbolicLink = 0x32
        case folder = 0x35
        case extended = 0x78
    }

    /// The blocks of zeros that end an archive.
    static let end = [UInt8](repeating: 0, count: 2 * block)

    static func bytes(
        _ kind: Kind, path: String, link: String = "", size: UInt64 = 0, isExecutable: Bool = false
    ) -> [UInt8] {
        let name = split(Array(path.utf8))
        let target = Array(link.utf8)
        var records: [UInt8] = []
        if name == nil { records += record("path", path) }
        if target.count > 100 { records += record("linkpath", link) }
        let mode = kind == .symbolicLink ? 0o777 : isExecutable || kind == .folder ? 0o755 : 0o644
        let header = ustar(
            kind, prefix: name?.prefix ?? [], name: name?.name ?? Array(path.utf8.prefix(100)),
            link: Array(target.prefix(100)), size: size, mode: mode)
        return extended(records) + header
    }

    /// What a file's content needs to fill its last block.
    static func padding(after size: UInt64) -> Int { Int((UInt64(block) - size % UInt64(block)) % UInt64(block)) }

    private static func extended(_ records: [UInt8]) -> [UInt8] {
        if records.isEmpty { return [] }
        let size = UInt64(records.count)
        let header = ustar(
            .extended, prefix: [], name: Array("PaxHeader".utf8), link: [], size: size, mode: 0o644)
        return header + records + [UInt8](repeating: 0, count: padding(after: size))
    }

    private static func ustar(
        _ kind: Kind, prefix: [UInt8], name: [UInt8], link: [UInt8], size: UInt64, mode: Int
    ) -> [UInt8] {
        var header = TarBlock()
        header.put(name, at: 0)
        header.put(octal(UInt64(mode), digits: 7), at: 100)
        header.put(octal(0, digits: 7), at: 108)
        header.put(octal(0, digits: 7), at: 116)
        header.put(octal(size, digits: 11), at: 124)
        header.put(octal(0, digits: 11), at: 136)
        header.put([kind.rawValue], at: 156)
        header.put(link, at: 157)
        header.put(Array("ustar\u{0}00".utf8), at: 257)
        header.put(prefix, at: 345)
        // The sum counts its own field as blanks.
        header.put(octal(header.sum + 8 * 32, digits: 6) + [0, UInt8(ascii: " ")], at: 148)
        return header.bytes
    }

    /// A path as ustar has it: at most 100 bytes, before them a slash and at most 155 bytes. Nil if it does not fit.
    private static func split(_ path: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
        if path.count <= 100 { return ([], path) }
        for index in path.indices where path[index] == UInt8(ascii: "/") && index <= 155 {
            let rest = path.count - index - 1
            if rest <= 100, rest > 0, index > 0 { return (Array(path[..<index]), Array(path[(index + 1)...])) }
        }
        return nil
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts its own digits too.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while "\(length)".utf8.count + rest.utf8.count != length { length = "\(length)".utf8.count + rest.utf8.count }
        return Array("\(length)\(rest)".utf8)
    }

    private static func octal(_ number: UInt64, digits: Int) -> [UInt8] {
        let text = String(number, radix: 8)
        return Array((String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text).utf8)
    }
}

/// 512 bytes that are filled in by field.
private struct TarBlock {
    private(set) var bytes = [UInt8](repeating: 0, count: TarHeader.block)

    mutating func put(_ field: [UInt8], at offset: Int) {
        bytes.replaceSubrange(offset..<(offset + field.count), with: field)
    }

    var sum: UInt64 { bytes.reduce(0) { $0 + UInt64($1) } }
}
