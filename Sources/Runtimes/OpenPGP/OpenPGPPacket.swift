/// One packet of OpenPGP data (RFC 9580, section 4).
struct OpenPGPPacket: Hashable {
    /// The kinds that matter here.
    static let signature = 2
    static let publicKey = 6
    static let userID = 13
    static let publicSubkey = 14

    let tag: Int
    let body: [UInt8]

    /// The packets that the data is made of; nil when it is cut short or no OpenPGP data.
    static func packets(_ data: [UInt8]) -> [OpenPGPPacket]? {
        var reader = ByteReader(data)
        var packets: [OpenPGPPacket] = []
        while !reader.isAtEnd {
            guard let packet = next(&reader) else { return nil }
            packets.append(packet)
        }
        return packets
    }

    private static func next(_ reader: inout ByteReader) -> OpenPGPPacket? {
        guard let head = reader.byte(), head & 0x80 != 0 else { return nil }
        let isNew = head & 0x40 != 0
        let count = isNew ? newLength(&reader) : oldLength(&reader, kind: head & 3)
        return count.flatMap { reader.bytes($0) }.map {
            OpenPGPPacket(tag: isNew ? head & 0x3F : (head & 0x3F) >> 2, body: $0)
        }
    }

    private static func oldLength(_ reader: inout ByteReader, kind: Int) -> Int? {
        // The fourth kind, "until the end", has no place among keys and signatures.
        kind < 3 ? reader.number(1 << kind) : nil
    }

    /// The length before a packet of the newer form and before a signature's subpackets.
    static func newLength(_ reader: inout ByteReader) -> Int? {
        guard let first = reader.byte() else { return nil }
        return switch first {
        case ..<192: first
        case ..<224: reader.byte().map { (first - 192) << 8 + $0 + 192 }
        case 255: reader.number(4)
        default: nil
        }
    }
}
