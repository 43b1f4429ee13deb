/// The last 64 bytes of an artifact: where its parts lie. All numbers are little endian.
struct Footer: Hashable, Sendable {
    static let size = 64
    /// The format's major version; another one is another format.
    static let version: UInt16 = 1
    /// The minor version; a later one only adds what a reader of this one may skip.
    static let minorVersion: UInt16 = 0
    /// `BMATRIX` and 1.
    static let magic: [UInt8] = Array("BMATRIX\u{01}".utf8)
    /// No manifest is larger, which bounds what a reader takes into memory.
    static let largestManifest: UInt64 = 16 << 20

    var payloadOffset: UInt64
    var payloadSize: UInt64
    var manifestOffset: UInt64
    var manifestSize: UInt64
    /// XXH64 of the manifest.
    var manifestHash: UInt64
    var majorVersion = Footer.version
    var minorVersion = Footer.minorVersion
    /// Nothing uses them yet; a reader refuses what it does not know.
    var flags: UInt32 = 0
    /// The size of the whole file.
    var total: UInt64

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for number in [payloadOffset, payloadSize, manifestOffset, manifestSize, manifestHash] {
            bytes += Footer.littleEndian(number)
        }
        bytes += Footer.littleEndian(majorVersion) + Footer.littleEndian(minorVersion)
        bytes += Footer.littleEndian(flags) + Footer.littleEndian(total)
        return bytes + Footer.magic
    }

    /// The four parts fill a file of this size exactly, so that no number can be wrong unnoticed.
    func isConsistent(fileSize: UInt64) -> Bool {
        let (payloadEnd, overflow1) = payloadOffset.addingReportingOverflow(payloadSize)
        let (manifestEnd, overflow2) = manifestOffset.addingReportingOverflow(manifestSize)
        let (end, overflow3) = manifestEnd.addingReportingOverflow(UInt64(Footer.size))
        return !overflow1 && !overflow2 && !overflow3 && payloadEnd == manifestOffset && end == total
            && total == fileSize && flags == 0 && payloadOffset > 0 && payloadSize > 0
            && manifestSize <= Footer.largestManifest
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

extension Footer {
    /// Nil if the bytes are not 64 that end with the magic.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Footer.size, bytes.suffix(8).elementsEqual(Footer.magic) else { return nil }
        func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Number {
            bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
        }
        payloadOffset = number(0, UInt64.self)
        payloadSize = number(8, UInt64.self)
        manifestOffset = number(16, UInt64.self)
        manifestSize = number(24, UInt64.self)
        manifestHash = number(32, UInt64.self)
        majorVersion = number(40, UInt16.self)
        minorVersion = number(42, UInt16.self)
        flags = number(44, UInt32.self)
        total = number(48, UInt64.self)
    }
}
