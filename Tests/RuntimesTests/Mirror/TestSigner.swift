import CCrypto
import FoundationEssentials
import Glibc

@testable import Runtimes

/// A key of the moment, and OpenPGP signatures by it: what a mirror's owner has and the product has not.
final class TestSigner: Sendable {
    enum Algorithm: Sendable {
        case ed25519
        case rsa(bits: UInt32)
    }

    struct Failure: Error {}

    let algorithm: Algorithm
    /// The body of the key's packet.
    let packet: [UInt8]
    nonisolated(unsafe) private let key: OpaquePointer

    init(_ algorithm: Algorithm = .ed25519, created: Int = 1_700_000_000) throws {
        self.algorithm = algorithm
        let isRSA = if case .rsa = algorithm { true } else { false }
        guard let context = EVP_PKEY_CTX_new_id(isRSA ? EVP_PKEY_RSA : EVP_PKEY_ED25519, nil) else { throw Failure() }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_keygen_init(context) > 0 else { throw Failure() }
        if case .rsa(let bits) = algorithm { EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) }
        var key: OpaquePointer?
        guard EVP_PKEY_generate(context, &key) > 0, let key else { throw Failure() }
        self.key = key
        packet = [4] + Self.big(created, 4) + (isRSA ? Self.rsa(key) : Self.ed25519(key))
    }

    deinit {
        EVP_PKEY_free(key)
    }

    var fingerprint: [UInt8] { OpenPGPKey(packet)?.fingerprint ?? [] }

    /// The key as a keyring.
    var keyring: [UInt8] { Self.whole(6, packet) + Self.whole(13, Array("Test <test@example.org>".utf8)) }

    /// A text signed in the clear.
    func clearSigned(_ text: String, created: Int = Int(time(nil))) throws -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let canonical = lines.map { line in
            String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
        let signature = try signature(of: Array(canonical.joined(separator: "\r\n").utf8), kind: 1, created: created)
        let escaped = lines.map { $0.hasPrefix("-") ? "- \($0)" : String($0) }.joined(separator: "\n")
        return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n\(escaped)\n\(Self.armor("SIGNATURE", signature))"
    }

    /// A signature packet over bytes; `extra` are subpackets of its hashed area.
    func signature(
        of content: [UInt8], kind: UInt8 = 0, created: Int = Int(time(nil)), extra: [UInt8] = []
    ) throws -> [UInt8] {
        let subpackets = [22, 33, 4] + fingerprint + [5, 2] + Self.big(created, 4) + extra
        let isRSA = if case .rsa = algorithm { true } else { false }
        let head: [UInt8] = [4, kind, isRSA ? 1 : 22, 8] + Self.big(subpackets.count, 2) + subpackets
        let value = try sign(content + head + [4, 0xFF] + Self.big(head.count, 4), isRSA: isRSA)
        let numbers = isRSA ? [value] : [Array(value.prefix(32)), Array(value.suffix(32))]
        return Self.whole(2, head + [0, 0, 0, 0] + numbers.flatMap(Self.number))
    }

    private func sign(_ content: [UInt8], isRSA: Bool) throws -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw Failure() }
        defer { EVP_MD_CTX_free(context) }
        // Ed25519 signs the digest as if it were the message (RFC 9580, section 5.2.3.3).
        var message = content
        if !isRSA {
            message = [UInt8](repeating: 0, count: 32)
            EVP_Digest(content, content.count, &message, nil, EVP_sha256(), nil)
        }
        var count = 1024
        var value = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSignInit(context, nil, isRSA ? EVP_sha256() : nil, nil, key) > 0,
            EVP_DigestSign(context, &value, &count, message, message.count) > 0
        else { throw Failure() }
        return Array(value.prefix(count))
    }

    /// Data as text.
    static func armor(_ kind: String, _ data: [UInt8]) -> String {
        let text = Array(Data(data).base64EncodedString())
        let lines = stride(from: 0, to: text.count, by: 64).map { String(text[$0..<min($0 + 64, text.count)]) }
        return "-----BEGIN PGP \(kind)-----\n\n\(lines.joined(separator: "\n"))\n=AAAA\n-----END PGP \(kind)-----\n"
    }

    static func whole(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] { [0xC0 | tag, 255] + big(body.count, 4) + body }

    static func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func number(_ bytes: [UInt8]) -> [UInt8] {
        let bytes = Array(bytes.drop { $0 == 0 })
        return big(bytes.count * 8 - (bytes.first?.leadingZeroBitCount ?? 0), 2) + bytes
    }

    private static func rsa(_ key: OpaquePointer) -> [UInt8] {
        [1]
            + ["n", "e"].flatMap { name -> [UInt8] in
                var value: OpaquePointer?
                EVP_PKEY_get_bn_param(key, name, &value)
                defer { BN_free(value) }
                var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(value) + 7) / 8)
                BN_bn2bin(value, &bytes)
                return number(bytes)
            }
    }

    private static func ed25519(_ key: OpaquePointer) -> [UInt8] {
        var point = [UInt8](repeating: 0, count: 32)
        var count = 32
        EVP_PKEY_get_raw_public_key(key, &point, &count)
        return [22, 9, 0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01] + number([0x40] + point)
    }
}
