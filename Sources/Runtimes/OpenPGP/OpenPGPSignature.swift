import Digest

/// A signature packet of version 4 (RFC 9580, section 5.2).
struct OpenPGPSignature: Hashable {
    /// What it is a signature of.
    enum Kind: Int {
        case binary = 0x00
        case text = 0x01
        case genericCertification = 0x10
        case personaCertification = 0x11
        case casualCertification = 0x12
        case positiveCertification = 0x13
        case subkeyBinding = 0x18
        case keyRevocation = 0x20
        case subkeyRevocation = 0x28
    }

    let kind: Kind
    let hash: HashFunction
    let attributes: OpenPGPAttributes
    /// What is hashed after the text or the keys.
    private let trailer: [UInt8]
    private let value: Value

    private enum Value: Hashable {
        case rsa([UInt8])
        case eddsa([UInt8])
    }

    /// Reads a packet's body; nil for other versions, kinds, hash functions and algorithms.
    init?(_ body: [UInt8]) {
        var reader = ByteReader(body)
        guard reader.byte() == 4, let kind = reader.byte().flatMap(Kind.init), let algorithm = reader.byte(),
            let hash = reader.byte().flatMap(Self.hash), let hashed = reader.number(2).flatMap({ reader.bytes($0) }),
            let unhashed = reader.number(2).flatMap({ reader.bytes($0) }), reader.bytes(2) != nil,
            let attributes = OpenPGPAttributes(hashed: hashed, unhashed: unhashed),
            let value = Self.value(algorithm, &reader), reader.isAtEnd
        else { return nil }
        self.kind = kind
        self.hash = hash
        self.attributes = attributes
        self.value = value
        let head = Array(body.prefix(6 + hashed.count))
        let count = head.count
        trailer = head + [4, 0xFF] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    }

    /// Whether the key made this signature over the content.
    func isGood(over content: [UInt8], by key: OpenPGPKey) -> Bool {
        let digest = hash.digest(of: content + trailer)
        return switch value {
        case .rsa(let number): key.isRSA && key.material.verifies(number, of: digest, by: hash)
        case .eddsa(let bytes): !key.isRSA && key.material.verifies(bytes, of: digest, by: hash)
        }
    }

    private static func hash(_ number: Int) -> HashFunction? {
        switch number {
        case 8: .sha256
        case 9: .sha384
        case 10: .sha512
        default: nil
        }
    }

    private static func value(_ algorithm: Int, _ reader: inout ByteReader) -> Value? {
        switch algorithm {
        case 1, 3: return reader.multiprecision().map { .rsa($0) }
        case 22:
            guard let r = reader.multiprecision(), let s = reader.multiprecision(), r.count <= 32, s.count <= 32 else {
                return nil
            }
            let halves = [r, s].map { [UInt8](repeating: 0, count: 32 - $0.count) + $0 }
            return .eddsa(halves[0] + halves[1])
        case 27: return reader.bytes(64).map { .eddsa($0) }
        default: return nil
        }
    }
}
