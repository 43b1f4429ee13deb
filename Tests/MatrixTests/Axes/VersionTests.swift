import Testing

@testable import Matrix

struct VersionTests {
    @Test(arguments: ["27", "27.3.4.1", "1.18.3", "29.0-rc1", "1.20.0-rc.1", "0", "28.10", "1.0.0-a+b"])
    func readsVersionsAndKeepsTheirText(_ text: String) throws {
        #expect(try #require(Version(text)).text == text)
        #expect(VersionRequest(text)?.text == text)
    }

    @Test(arguments: [
        "", ".", "1.", ".1", "1..2", "v1", "1 ", " 1", "-1", "1-", "1-é", "1-a b", "+1", "１", "1.x",
        "99999999999999999999",
        "1-a/b", "1\n",
    ])
    func refusesOtherTexts(_ text: String) {
        #expect(Version(text) == nil)
        #expect(VersionRequest(text) == nil)
    }

    @Test func versionsHaveAnOrder() {
        let texts = [
            "1.2", "1.9.9", "1.10", "27.0-rc1", "27.0-rc2", "27.0", "27.3", "27.3.4", "27.3.4.1", "27.10", "28",
        ]
        let versions = texts.compactMap { Version($0) }
        #expect(versions.count == texts.count)
        for (index, version) in versions.enumerated() {
            for other in versions[..<index] { #expect(other < version && !(version < other)) }
        }
        #expect(versions.shuffled().sorted() == versions)
    }

    @Test func tellsItsParts() throws {
        let version = try #require(Version("27.3.4.1"))
        #expect(version.major == 27 && version.minorText == "27.3" && version.preRelease == nil)
        #expect(Version(major: 27) == Version("27"))
    }

    @Test(arguments: [
        ("27", "27.3.4.1", true), ("27.3", "27.3.4.1", true), ("27.3.4.1", "27.3.4.1", true), ("27.3", "27.30", false),
        ("27", "2.7", false), ("27.3.4", "27.3", false), ("29", "29.0-rc1", false), ("29.0-rc1", "29.0-rc1", true),
        ("29.0-rc1", "29.0", false), ("29.0-rc1", "29.0-rc2", false),
    ])
    func requestsAcceptWhatTheyBegin(_ request: String, _ version: String, _ isAccepted: Bool) throws {
        #expect(try #require(VersionRequest(request)).accepts(try #require(Version(version))) == isAccepted)
    }
}
