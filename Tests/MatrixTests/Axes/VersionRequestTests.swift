import FoundationEssentials
import Matrix
import Testing

@Suite struct VersionRequestTests {
    private func version(_ text: String) throws -> Version { try #require(Version(text)) }

    @Test func wordsAreRequestsToo() throws {
        for word in VersionRequest.words {
            let request = try #require(VersionRequest(word))
            #expect(request.text == word)
            #expect(request.version == nil)
            #expect(try JSONDecoder().decode(VersionRequest.self, from: try JSONEncoder().encode(request)) == request)
        }
        #expect(VersionRequest("Latest") == nil)
    }

    @Test func latestIsNoPreRelease() throws {
        #expect(VersionRequest.latest.accepts(try version("29.1.1")))
        #expect(!VersionRequest.latest.accepts(try version("30.0-rc1")))
    }

    @Test func fourNumbersAreJustThat() throws {
        let request = try #require(VersionRequest("27.3.4.1"))
        #expect(request.accepts(try version("27.3.4.1")))
        #expect(!request.accepts(try version("27.3.4.1.1")))
        #expect(try #require(VersionRequest("27.3.4")).accepts(try version("27.3.4.1")))
    }

    @Test(
        "the nearest versions",
        arguments: [
            ("27.3.4.9", ["27.3.4.1", "27.3.3", "27.2"]), ("27.2.1", ["27.2", "27.3.4.1", "27.3.3"]),
            ("28", ["29.1.1", "27.3.4.1", "27.3.3"]), ("31", ["29.1.1", "27.3.4.1", "27.3.3"]),
            ("latest", ["29.1.1", "27.3.4.1", "27.3.3"]),
        ])
    func nearest(_ request: String, _ expected: [String]) throws {
        let versions = try ["25.2.3", "27.2", "27.3.3", "27.3.4.1", "29.1.1", "27.3.4.1"].map(version)
        #expect(try #require(VersionRequest(request)).nearest(of: versions, count: 3).map(\.text) == expected)
    }
}
