import Testing

@testable import Releases

struct MixFactsTests {
    private static let text = "app=demo\nversion=1.2.3\nrelease=shop\nkeep=\nescript=tool\n"

    @Test func readsTheLines() throws {
        let facts = try MixFacts(Self.text)
        #expect(facts.app == "demo" && facts.version == "1.2.3" && facts.release == "shop" && facts.escript == "tool")
        #expect(facts.keptChunks == [])
    }

    @Test func readsWhatIsKept() throws {
        #expect(try MixFacts(Self.text.replacing("keep=", with: "keep=Docs,Dbgi")).keptChunks == ["Docs", "Dbgi"])
        #expect(try MixFacts(Self.text.replacing("keep=", with: "keep=all")).keptChunks == nil)
    }

    @Test(arguments: ["app=demo\n", "version=1.2.3\n", "release=shop\n", "escript=tool\n", "=1.2.3"])
    func needsEveryFact(_ line: String) {
        let text = Self.text.replacing(line, with: line == "=1.2.3" ? "=" : "")
        let error = #expect(throws: ReleaseError.self) { try MixFacts(text) }
        #expect(error?.code == "assemble.bad-output")
    }
}
