import CLinux

/// The last 64 bytes of an artifact, little endian.
struct Footer {
    static let size = 64
    /// The major version that is read, whatever the minor one.
    static let version: UInt16 = 1
    /// `BMATRIX\x01`
    static let magic: UInt64 = 0x01_58_49_52_54_41_4D_42

    let payloadOffset: UInt64
    let payloadSize: UInt64
    let manifestOffset: UInt64
    let manifestSize: UInt64
    let manifestHash: UInt64
    let version: UInt16
    let flags: UInt32
    let total: UInt64

    init?(_ bytes: [UInt8]) {
        guard bytes.count == Footer.size, Footer.number(bytes, 56, 8) == Footer.magic else { return nil }
        payloadOffset = Footer.number(bytes, 0, 8)
        payloadSize = Footer.number(bytes, 8, 8)
        manifestOffset = Footer.number(bytes, 16, 8)
        manifestSize = Footer.number(bytes, 24, 8)
        manifestHash = Footer.number(bytes, 32, 8)
        version = UInt16(truncatingIfNeeded: Footer.number(bytes, 40, 2))
        flags = UInt32(truncatingIfNeeded: Footer.number(bytes, 44, 4))
        total = Footer.number(bytes, 48, 8)
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for byte in bytes[offset..<(offset + count)].reversed() { value = value << 8 | UInt64(byte) }
        return value
    }

    /// The four parts must fill the file exactly, so that no number here can be wrong unnoticed.
    func check(fileSize: Int) throws(Failure) {
        if version != Footer.version || flags != 0 { throw .damaged("its footer is of an unknown format") }
        if total != UInt64(fileSize) { throw .damaged("it was cut off, or bytes were added") }
        let (payloadEnd, overflow1) = payloadOffset.addingReportingOverflow(payloadSize)
        let (manifestEnd, overflow2) = manifestOffset.addingReportingOverflow(manifestSize)
        guard !overflow1, !overflow2, payloadEnd == manifestOffset, manifestEnd == total - UInt64(Footer.size),
            manifestSize <= 16 << 20
        else { throw .damaged("its footer has changed") }
    }
}
