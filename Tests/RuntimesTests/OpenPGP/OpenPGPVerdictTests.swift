import Glibc
import Testing

@testable import Runtimes

@Suite struct OpenPGPVerdictTests {
    private let text = Array("a text\r\nof two lines".utf8)
    private let now = Double(time(nil))

    @Test("every kind of key", arguments: [TestSigner.Algorithm.ed25519, .rsa(bits: 2048), .rsa(bits: 3072)])
    func good(algorithm: TestSigner.Algorithm) throws {
        let signer = try TestSigner(algorithm)
        for kind: UInt8 in [0, 1] {
            let verdict = judge(try signer.signature(of: text, kind: kind), by: signer.keyring)
            #expect(verdict == .good(OpenPGPKey.name(signer.fingerprint)))
        }
    }

    @Test func armoredKeyringsServe() throws {
        let signer = try TestSigner()
        let armor = Array(("hello\n" + TestSigner.armor("PUBLIC KEY BLOCK", signer.keyring)).utf8)
        #expect(judge(try signer.signature(of: text), by: armor) == .good(OpenPGPKey.name(signer.fingerprint)))
    }

    @Test func oneGoodSignatureAmongOthersIsEnough() throws {
        let (known, stranger) = (try TestSigner(), try TestSigner())
        let signatures = try stranger.signature(of: text) + known.signature(of: text)
        #expect(judge(signatures, by: known.keyring) == .good(OpenPGPKey.name(known.fingerprint)))
    }

    @Test("any changed bit of the text is noticed", arguments: [0, 5, 19])
    func tampered(position: Int) throws {
        let signer = try TestSigner()
        var other = text
        other[position] ^= 1
        let verdict = judge(try signer.signature(of: other), by: signer.keyring)
        #expect(verdict == .tampered(OpenPGPKey.name(signer.fingerprint)))
    }

    @Test func strangersAreNamed() throws {
        let (known, stranger) = (try TestSigner(), try TestSigner())
        let verdict = judge(try stranger.signature(of: text), by: known.keyring)
        #expect(verdict == .unknown([OpenPGPKey.name(stranger.fingerprint)]))
    }

    @Test func aStrangerWithAKnownNameIsTampering() throws {
        let (known, stranger) = (try TestSigner(), try TestSigner())
        // The name in the signature is replaced, as an attacker would do.
        let forged = replace(stranger.fingerprint, with: known.fingerprint, in: try stranger.signature(of: text))
        #expect(judge(forged, by: known.keyring) == .tampered(OpenPGPKey.name(known.fingerprint)))
    }

    @Test func smallRSAKeysAreNeverGood() throws {
        let signer = try TestSigner(.rsa(bits: 1024))
        #expect(judge(try signer.signature(of: text), by: signer.keyring) != .good(OpenPGPKey.name(signer.fingerprint)))
    }

    @Test func datesCount() throws {
        let signer = try TestSigner()
        let old = OpenPGPVerdict.outOfDate(OpenPGPKey.name(signer.fingerprint))
        let created = Int(now)
        let ended = try signer.signature(of: text, created: created - 100, extra: [5, 3] + TestSigner.big(50, 4))
        #expect(judge(ended, by: signer.keyring) == old)
        let toCome = try signer.signature(of: text, created: created + 200_000)
        #expect(judge(toCome, by: signer.keyring) == old)
        let beforeTheKey = try signer.signature(of: text, created: 1_600_000_000)
        #expect(judge(beforeTheKey, by: signer.keyring) == old)
    }

    @Test func aKeyEndsWhenItSays() throws {
        let signer = try TestSigner()
        let user = Array("Test".utf8)
        let certified =
            [0x99] + TestSigner.big(signer.packet.count, 2) + signer.packet + [0xB4]
            + TestSigner.big(user.count, 4) + user
        let block = { (lifetime: Int) throws -> [UInt8] in
            TestSigner.whole(6, signer.packet) + TestSigner.whole(13, user)
                + (try signer.signature(of: certified, kind: 0x13, extra: [5, 9] + TestSigner.big(lifetime, 4)))
        }
        let signature = try signer.signature(of: text)
        #expect(judge(signature, by: try block(1000)) == .outOfDate(OpenPGPKey.name(signer.fingerprint)))
        #expect(judge(signature, by: try block(1 << 30)) == .good(OpenPGPKey.name(signer.fingerprint)))
        let revocation = try signer.signature(of: Array(certified.prefix(3 + signer.packet.count)), kind: 0x20)
        let revoked = TestSigner.whole(6, signer.packet) + revocation
        #expect(OpenPGPKeyring(revoked) == nil)
    }

    @Test func subkeysSignOnlyWhenTheirPrimaryKeySaysSo() throws {
        let (primary, subkey) = (try TestSigner(), try TestSigner(.rsa(bits: 2048)))
        let hashed = { (key: TestSigner) -> [UInt8] in [0x99] + TestSigner.big(key.packet.count, 2) + key.packet }
        let pair = hashed(primary) + hashed(subkey)
        let bare = primary.keyring + TestSigner.whole(14, subkey.packet)
        let signature = try subkey.signature(of: text)
        #expect(judge(signature, by: bare) == .unknown([OpenPGPKey.name(subkey.fingerprint)]))
        let bound = bare + (try primary.signature(of: pair, kind: 0x18, extra: [2, 27, 2]))
        #expect(judge(signature, by: bound) == .good(OpenPGPKey.name(subkey.fingerprint)))
        let encrypting = bare + (try primary.signature(of: pair, kind: 0x18, extra: [2, 27, 4]))
        #expect(judge(signature, by: encrypting) == .unknown([OpenPGPKey.name(subkey.fingerprint)]))
        let forged = bare + (try subkey.signature(of: pair, kind: 0x18, extra: [2, 27, 2]))
        #expect(judge(signature, by: forged) == .unknown([OpenPGPKey.name(subkey.fingerprint)]))
    }

    @Test func unknownCriticalPartsMakeItNoSignature() throws {
        let signer = try TestSigner()
        #expect(judge(try signer.signature(of: text, extra: [2, 0x80 | 99, 0]), by: signer.keyring) == .unsigned)
        #expect(judge(try signer.signature(of: text, extra: [2, 99, 0]), by: signer.keyring) != .unsigned)
    }

    @Test("a certification is no signature of a text", arguments: [0x10, 0x13, 0x18, 0x20] as [UInt8])
    func kinds(kind: UInt8) throws {
        let signer = try TestSigner()
        #expect(judge(try signer.signature(of: text, kind: kind), by: signer.keyring) == .unsigned)
    }

    @Test("noise never crashes and is never good", arguments: 0..<200)
    func noise(seed: Int) throws {
        let signer = try TestSigner()
        var signature = try signer.signature(of: text)
        // What is signed with the text, and the second half of the signature itself.
        let hashed = 6..<(12 + 22 + 6)
        let positions = [hashed.lowerBound + seed % hashed.count, signature.count - 1 - seed % 30]
        let position = positions[seed % 2]
        signature[position] ^= UInt8(1 << (seed % 8))
        if seed % 3 == 0 { signature = Array(signature.prefix(position)) }
        #expect(judge(signature, by: signer.keyring) != .good(OpenPGPKey.name(signer.fingerprint)))
        var keyring = signer.keyring
        keyring[seed * 104_729 % keyring.count] ^= UInt8(1 << (seed % 8))
        _ = OpenPGPKeyring(keyring)
    }

    @Test func theKeysOfDebianAreThere() throws {
        let names = DebianSignature.builtIn.map(\.name)
        let wanted = [
            "4CB50190207B4758A3F73A796ED0E7B82643E131", "B8E5F13176D2A7A75220028078DBA3BC47EF2265",
            "4D64FEC119C2029067D6E791F8D2585B8783D481", "41587F7DB8C774BCCF131416762F67A0B2C39DE4",
        ]
        #expect(Set(names).isSuperset(of: wanted))
        #expect(DebianSignature.builtIn.allSatisfy { $0.ends.map { $0 > 1_900_000_000 } == true })
    }

    private func judge(_ signatures: [UInt8], by keyring: [UInt8]) -> OpenPGPVerdict? {
        OpenPGPKeyring(keyring).map {
            OpenPGPVerdict(signatures: signatures, binary: text, text: text, keyring: $0, now: now)
        }
    }

    private func replace(_ part: [UInt8], with other: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if let range = bytes.firstRange(of: part) { bytes.replaceSubrange(range, with: other) }
        return bytes
    }
}
