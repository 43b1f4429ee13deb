import Digest
import Testing

@testable import Runtimes

@Suite struct DebianReleaseTests {
    private static let digest = String(repeating: "ab", count: 32)
    private static let text = """
        Origin: Debian
        Suite: testing
        Codename: forky
        Date: Fri, 30 Oct 2026 08:08:01 UTC
        Valid-Until: Fri, 06 Nov 2026 08:08:01 UTC
        MD5Sum:
         6d41c06349a3da92b8a135bfde1838f9  1834765 main/binary-amd64/Packages.xz
        SHA256:
         \(digest)  10485760 main/binary-amd64/Packages.xz
         junk

        """

    @Test func fieldsAndIndexes() throws {
        let release = try #require(DebianRelease(Self.text))
        #expect(release.origin == "Debian")
        #expect(release.suite == "testing")
        #expect(release.codename == "forky")
        #expect(release.validUntil == 1_793_952_481)
        #expect(release.indexes.count == 1)
        let index = try #require(release.indexes["main/binary-amd64/Packages.xz"])
        #expect(index.digest.hex == Self.digest)
        #expect(index.size == 10_485_760)
    }

    @Test func aBadDateIsNotTakenForNone() {
        #expect(DebianRelease(Self.text.replacing("06 Nov 2026", with: "06 Foo 2026")) == nil)
        #expect(DebianRelease(Self.text.replacing("Valid-Until", with: "X-Valid"))?.validUntil == nil)
    }

    @Test(
        "dates",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 UTC", 0), ("Tue, 29 Feb 2000 12:30:45 UTC", 951_827_445),
            ("Wed, 31 Dec 2025 23:59:59 +0000", 1_767_225_599),
        ])
    func dates(text: String, seconds: Double) {
        #expect(DebianDate.seconds(text) == seconds)
    }

    @Test(
        "texts that are no dates",
        arguments: [
            "", "Thu, 01 Jan 1970", "Thu, 41 Jan 1970 00:00:00 UTC", "Thu, 01 Jan 1970 25:00:00 UTC",
            "Thu, 01 Jan 99999999999999999999 00:00:00 UTC", "Thu, 01 Jan 1970 00:00:00 CET",
        ])
    func noDates(text: String) {
        #expect(DebianDate.seconds(text) == nil)
    }
}
