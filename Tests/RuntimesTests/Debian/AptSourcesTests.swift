import Testing

@testable import Runtimes

@Suite struct AptSourcesTests {
    @Test func oneLineFormat() {
        let sources = AptSources.lines(
            """
            # comment
            deb http://mirror.invalid/debian bookworm main contrib # trailing
            deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] https://m.invalid/d/ trixie main
            deb-src http://mirror.invalid/debian bookworm main
            nonsense

            """)
        #expect(sources.count == 3)
        #expect(sources[0].components == ["main", "contrib"])
        #expect(sources[1].uris == ["https://m.invalid/d/"])
        #expect(sources[1].signedBy == "/usr/share/keyrings/debian-archive-keyring.gpg")
        #expect(sources[2].types == ["deb-src"])
    }

    @Test func stanzaFormat() {
        let sources = AptSources.stanzas(
            """
            # comment
            Types: deb deb-src
            URIs: http://mirror.invalid/debian
             http://second.invalid/debian
            Suites: trixie trixie-updates
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: http://off.invalid/debian
            Suites: trixie
            Components: main
            Enabled: no
            """)
        #expect(sources.count == 1)
        #expect(sources.first?.types == ["deb", "deb-src"])
        #expect(sources.first?.uris == ["http://mirror.invalid/debian", "http://second.invalid/debian"])
        #expect(sources.first?.suites == ["trixie", "trixie-updates"])
    }

    @Test(
        "noise is passed over", arguments: ["", "\n\n\n", ": : :", " continued", "[", "deb [", "deb ] x y z", "\u{0}"])
    func noise(text: String) {
        #expect(AptSources.lines(text).allSatisfy { DebianMirror.best(of: [$0]) == nil })
        #expect(DebianMirror.best(of: AptSources.stanzas(text)) == nil)
    }
}
