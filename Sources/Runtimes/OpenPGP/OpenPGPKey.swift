import Digest

/// A public key or subkey of version 4.
struct OpenPGPKey: Hashable, Sendable {
    let material: PublicKey
    /// The 20 bytes that name it.
    let fingerprint: [UInt8]
    /// When it was made, in seconds since 1970.
    let created: Int
    /// When it ends, in seconds since 1970; nil for never.
    var ends: Int?
    /// The packet as signatures about keys hash it.
    let hashed: [UInt8]

    /// Reads a packet's body; nil for other versions and algorithms.
    init?(_ body: [UInt8]) {
        var reader = ByteReader(body)
        guard reader.byte() == 4, let created = reader.number(4), let algorithm = reader.byte(),
            let material = Self.material(algorithm, &reader), reader.isAtEnd, body.count <= 0xFFFF
        else { return nil }
        self.material = material
        self.created = created
        hashed = [0x99, UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
        fingerprint = HashFunction.sha1.digest(of: hashed)
    }

    var isRSA: Bool {
        if case .rsa = material { true } else { false }
    }

    /// The fingerprint in capital hexadecimal, as gpg shows it.
    var name: String { Self.name(fingerprint) }

    static func name(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static let ed25519 = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01].map(UInt8.init)

    private static func material(_ algorithm: Int, _ reader: inout ByteReader) -> PublicKey? {
        switch algorithm {
        case 1, 3:
            guard let modulus = reader.multiprecision(), let exponent = reader.multiprecision() else { return nil }
            return .rsa(modulus: modulus, exponent: exponent)
        case 22:
            guard reader.byte().flatMap({ reader.bytes($0) }) == ed25519, let point = reader.multiprecision(),
                point.count == 33, point[0] == 0x40
            else { return nil }
            return .ed25519(point: Array(point.dropFirst()))
        case 27: return reader.bytes(32).map { .ed25519(point: $0) }
        default: return nil
        }
    }
}
