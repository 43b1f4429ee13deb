extension Zip {
    /// A zip archive of the entries in their order, stored as they are; the same entries make the same bytes.
    ///
    /// All entries bear 1 January 1980, the earliest time of the format. Written here because libarchive leaves checksums of
    /// stored entries to descriptors behind them, which Erlang's reader of escripts does not know. The layout is that of
    /// PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
    package static func write(_ entries: [Entry]) throws(ArchiveError) -> [UInt8] {
        guard entries.count < 0xFFFF else { throw .compression(detail: "a zip archive of more than 65534 files") }
        var body = ZipFields()
        var directory = ZipFields()
        for entry in entries {
            let offset = body.bytes.count
            let isSmall = entry.contents.count < 0xFFFF_FFFF && offset < 0xFFFF_FFFF && entry.path.utf8.count < 0xFFFF
            guard isSmall else { throw .compression(detail: "'\(entry.path)' is too large for a zip archive") }
            body.append(header: ZipFields.localSignature, of: entry)
            body.bytes += entry.path.utf8
            body.bytes += entry.contents
            directory.append(place: offset, of: entry)
        }
        let start = body.bytes.count
        body.bytes += directory.bytes
        body.append(end: start, size: directory.bytes.count, count: entries.count)
        return body.bytes
    }
}

/// Little-endian fields of a zip archive.
private struct ZipFields {
    static let localSignature = 0x0403_4B50
    static let centralSignature = 0x0201_4B50
    static let endSignature = 0x0605_4B50
    /// Version 1.0 of the format is enough to extract; paths are UTF-8.
    static let version = 10
    static let utf8Paths = 0x0800
    /// 1 January 1980.
    static let date = 0x0021
    /// "Made on Unix", so that the attributes hold a mode.
    static let unix = 3 << 8

    var bytes: [UInt8] = []

    /// What local and central headers have in common, up to the length of the path.
    mutating func append(header signature: Int, of entry: Zip.Entry) {
        append(signature, 4)
        if signature == Self.centralSignature { append(Self.unix | Self.version, 2) }
        append(Self.version, 2)
        append(Self.utf8Paths, 2)
        append(0, 2)  // Stored.
        append(0, 2)  // Midnight.
        append(Self.date, 2)
        append(Int(CRC32.checksum(of: entry.contents)), 4)
        append(entry.contents.count, 4)
        append(entry.contents.count, 4)
        append(entry.path.utf8.count, 2)
        append(0, 2)  // No extra fields.
    }

    /// The entry of the central directory.
    mutating func append(place offset: Int, of entry: Zip.Entry) {
        let isFolder = entry.path.hasSuffix("/")
        let mode = (isFolder ? 0o040000 : 0o100000) | (entry.isExecutable || isFolder ? 0o755 : 0o644)
        append(header: Self.centralSignature, of: entry)
        append(0, 2)  // No comment.
        append(0, 2)  // The first disk.
        append(0, 2)  // No internal attributes.
        append(mode << 16, 4)
        append(offset, 4)
        bytes += entry.path.utf8
    }

    /// The end of the central directory.
    mutating func append(end start: Int, size: Int, count: Int) {
        append(Self.endSignature, 4)
        append(0, 4)  // One disk only.
        append(count, 2)
        append(count, 2)
        append(size, 4)
        append(start, 4)
        append(0, 2)  // No comment.
    }

    private mutating func append(_ value: Int, _ size: Int) {
        for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
