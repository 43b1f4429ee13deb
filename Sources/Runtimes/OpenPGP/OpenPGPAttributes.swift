/// What a signature says of itself and of the key it is about: its subpackets (RFC 9580, section 5.2.3.7).
struct OpenPGPAttributes: Hashable {
    /// When it was made, in seconds since 1970.
    private(set) var created: Int?
    /// Seconds after its making at which the signature ends; 0 and nil for never.
    private(set) var lifetime: Int?
    /// Seconds after the key's making at which the key ends; 0 and nil for never.
    private(set) var keyLifetime: Int?
    /// What the key may do; bit 1 is signing.
    private(set) var keyFlags: Int?
    /// The whole fingerprint of the key that made it.
    private(set) var fingerprint: [UInt8]?
    /// The last 8 bytes of that fingerprint.
    private(set) var keyID: [UInt8]?

    /// What may be passed over even if it is marked as critical: preferences, and what else says nothing against a key.
    private static let harmless: Set<Int> = [7, 11, 12, 21, 22, 23, 25, 30, 32]

    /// Reads both areas; nil when one is malformed or has a critical part that is not known here.
    init?(hashed: [UInt8], unhashed: [UInt8]) {
        guard read(hashed, isHashed: true), read(unhashed, isHashed: false) else { return nil }
    }

    private mutating func read(_ area: [UInt8], isHashed: Bool) -> Bool {
        var reader = ByteReader(area)
        while !reader.isAtEnd {
            guard let count = OpenPGPPacket.newLength(&reader), count > 0, let kind = reader.byte(),
                let body = reader.bytes(count - 1)
            else { return false }
            let isKnown = take(kind & 0x7F, body, isHashed)
            if isHashed && !isKnown && kind & 0x80 != 0 { return false }
        }
        return true
    }

    /// Of the area that nobody signed only the issuer counts, as it merely says which key to try.
    private mutating func take(_ kind: Int, _ body: [UInt8], _ isHashed: Bool) -> Bool {
        var reader = ByteReader(body)
        switch kind {
        case 16: keyID = body
        case 33 where body.first == 4 && body.count == 21: fingerprint = Array(body.dropFirst())
        case 2 where isHashed: created = reader.number(4)
        case 3 where isHashed: lifetime = reader.number(4)
        case 9 where isHashed: keyLifetime = reader.number(4)
        case 27 where isHashed: keyFlags = reader.byte() ?? 0
        default: return Self.harmless.contains(kind)
        }
        return true
    }
}
