import Glibc
import Testing

@testable import Runtimes

@Suite struct ClearSignedTextTests {
    private let text = "Origin: Debian\n- dashed\n\n--\ntrailing \t\nend"

    @Test func theTextIsWhatWasSigned() throws {
        let signer = try TestSigner()
        let signed = try #require(ClearSignedText(Array(try signer.clearSigned(text).utf8)))
        #expect(signed.text == "Origin: Debian\n- dashed\n\n--\ntrailing\nend")
        #expect(verdict(signed, signer) == .good(OpenPGPKey.name(signer.fingerprint)))
    }

    @Test func itMayHaveTheLineEndsOfWindows() throws {
        let signer = try TestSigner()
        let bytes = Array(try signer.clearSigned(text).replacing("\n", with: "\r\n").utf8)
        let signed = try #require(ClearSignedText(bytes))
        #expect(verdict(signed, signer) == .good(OpenPGPKey.name(signer.fingerprint)))
    }

    @Test(
        "what nobody signed is not let in",
        arguments: [
            ("-----BEGIN PGP SIGNED", "Origin: Evil\n\n-----BEGIN PGP SIGNED"),
            ("-----END PGP SIGNATURE-----\n", "-----END PGP SIGNATURE-----\nOrigin: Evil\n"),
            ("Hash: SHA256", "Hash: SHA256\nOrigin: Evil"), ("Origin: Debian", "-----BEGIN PGP SIGNED MESSAGE-----"),
            ("Origin: Debian", "-Origin: Evil"), ("-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP SIGNATURE---"),
            ("-----END PGP SIGNATURE-----", ""), ("=AAAA", "!!!!"),
        ])
    func malformed(part: String, replacement: String) throws {
        let signed = try TestSigner().clearSigned(text)
        let changed = signed.replacing(part, with: replacement)
        #expect(changed != signed)
        #expect(ClearSignedText(Array(changed.utf8)) == nil)
    }

    @Test func whatIsCutShortIsRefused() throws {
        let signed = Array(try TestSigner().clearSigned(text).utf8)
        for length in stride(from: 0, to: signed.count - 2, by: 3) {
            #expect(ClearSignedText(Array(signed.prefix(length))) == nil)
        }
    }

    @Test func aSecondPartWithinIsTampering() throws {
        let signer = try TestSigner()
        let signed = try signer.clearSigned(text)
        let doubled = signed.replacing("Origin: Debian\n", with: "Origin: Evil\nOrigin: Debian\n")
        let found = try #require(ClearSignedText(Array(doubled.utf8)))
        #expect(verdict(found, signer) == .tampered(OpenPGPKey.name(signer.fingerprint)))
    }

    private func verdict(_ signed: ClearSignedText, _ signer: TestSigner) -> OpenPGPVerdict? {
        OpenPGPKeyring(signer.keyring).map {
            OpenPGPVerdict(
                signatures: signed.signatures, binary: nil, text: signed.canonical, keyring: $0, now: Double(time(nil)))
        }
    }
}
