import Digest
import Matrix
import Testing

@testable import Runtimes

@Suite struct DebianPackageTests {
    private static let digest = String(repeating: "ab", count: 32)
    private static let stanza = """
        Package: erlang-base
        Version: 1:27.3.4.1+dfsg-1+deb13u3
        Description: Erlang/OTP
         continued
        Filename: pool/main/e/erlang/erlang-base_27.3.4.1+dfsg-1_amd64.deb
        Size: 11425380
        SHA256: \(digest)
        """

    @Test func aStanzaIsRead() throws {
        let package = try #require(DebianPackage(stanza: Self.stanza))
        #expect(package.name == "erlang-base")
        #expect(package.version == "1:27.3.4.1+dfsg-1+deb13u3")
        #expect(package.size == 11_425_380)
        #expect(package.digest.hex == Self.digest)
    }

    @Test(
        "stanzas that cannot be trusted",
        arguments: [
            ("pool/main", "/etc"), ("pool/main", "../pool"), ("pool/main", "pool//main"), ("pool/main", "http://x/?q"),
            ("Size: 11425380", "Size: -1"), ("Size: 11425380", "Size: 99999999999"), ("Size: 11425380", "Size: 1e9"),
            ("SHA256: ab", "SHA256: xy"), ("Package:", "Pakage:"),
        ])
    func refused(part: String, replacement: String) {
        #expect(DebianPackage(stanza: Self.stanza.replacing(part, with: replacement)) == nil)
    }

    @Test(
        "versions of packages",
        arguments: [
            ("1:27.3.4.1+dfsg-1", "27.3.4.1"), ("1:27.3.4.1+dfsg-1+deb13u3", "27.3.4.1"), ("1:25.2.3+dfsg-1", "25.2.3"),
            ("1.18.3.dfsg-1", "1.18.3"), ("1.14.0.dfsg-2", "1.14.0"), ("1:27.0~rc1+dfsg-1", "27.0-rc1"), ("29", "29"),
            ("1:1.3.dfsg+really1.3.1-1+b1", "1.3.1"), ("2.41-12+deb13u4", "2.41"),
        ])
    func versions(text: String, upstream: String) {
        #expect(DebianVersion.upstream(text)?.text == upstream)
    }

    @Test("texts without a version", arguments: ["", "abc", ":", "-", "+", "1:", "~"])
    func noVersions(text: String) {
        #expect(DebianVersion.upstream(text) == nil)
    }

    @Test func pathsBecomeURLs() {
        #expect(DebianURL.escaped("pool/e/a_1:2.3+dfsg~rc-1_amd64.deb") == "pool/e/a_1:2.3+dfsg~rc-1_amd64.deb")
        #expect(DebianURL.escaped("a b%é") == "a%20b%25%C3%A9")
    }
}
