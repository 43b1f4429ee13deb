import Digest

/// A signature without a signer ("ad hoc"): the hashes of all pages of a program, which its kernel compares with what it loads. The format is
/// that of xnu's cs_blobs.h; numbers are big endian.
enum CodeSignature {
    static let pageSize = 4096
    /// Around the list: its kind, its size, how many blobs there are, and the place of the only one.
    private static let frameSize = 20
    /// A list of version 2.4 up to its identifier.
    private static let headerSize = 88

    enum Magic {
        static let frame: UInt32 = 0xFADE_0CC0
        static let directory: UInt32 = 0xFADE_0C02
    }

    /// How many bytes it takes for so many bytes of program.
    static func size(of codeSize: UInt64, identifier: String) -> Int {
        let pages = Int((codeSize + UInt64(pageSize) - 1) / UInt64(pageSize))
        let size = frameSize + headerSize + identifier.utf8.count + 1 + pages * DigestValue.byteCount
        return (size + 15) / 16 * 16
    }

    /// The signature; `textSize` is that of the program's first segment, which holds its code.
    static func bytes(_ pages: [DigestValue], codeSize: UInt64, identifier: String, textSize: UInt64) -> [UInt8] {
        let name = Array(identifier.utf8) + [0]
        let hashes = headerSize + name.count
        let size = hashes + pages.count * DigestValue.byteCount
        var text = BigEndian()
        text.add(Magic.frame, UInt32(frameSize + size), 1, 0, UInt32(frameSize))
        let (version, isAdHoc): (UInt32, UInt32) = (0x20400, 2)
        text.add(Magic.directory, UInt32(size), version, isAdHoc)
        text.add(UInt32(hashes), UInt32(headerSize), 0, UInt32(pages.count), UInt32(truncatingIfNeeded: codeSize))
        // SHA-256, and 2 to the 12th for the pages.
        text.bytes += [UInt8(DigestValue.byteCount), 2, 0, 12]
        text.add(0, 0, 0, 0)
        let isMainProgram: UInt64 = 1
        for number in [0, 0, textSize, isMainProgram] { text.add(number) }
        text.bytes += name + pages.flatMap(\.bytes)
        let room = Self.size(of: codeSize, identifier: identifier) - text.bytes.count
        return text.bytes + [UInt8](repeating: 0, count: room)
    }
}

/// The digests of a program's pages, as its bytes pass by.
struct PageDigests {
    private var pages: [DigestValue] = []
    private var page = SHA256()
    private var room = CodeSignature.pageSize

    mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = rest.prefix(room)
                page.update(UnsafeRawBufferPointer(rebasing: part))
                rest = rest.dropFirst(part.count)
                room -= part.count
                if room == 0 { end() }
            }
        }
    }

    private mutating func end() {
        pages.append(page.finalize())
        page = SHA256()
        room = CodeSignature.pageSize
    }

    /// The last page may be short.
    mutating func finish() -> [DigestValue] {
        if room < CodeSignature.pageSize { end() }
        return pages
    }
}

private struct BigEndian {
    var bytes: [UInt8] = []

    mutating func add(_ numbers: UInt32...) {
        for number in numbers { append(number) }
    }

    mutating func add(_ number: UInt64) { append(number) }

    private mutating func append(_ number: some FixedWidthInteger) {
        bytes += withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
