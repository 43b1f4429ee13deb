import FoundationEssentials
import Matrix
import Testing

@Suite struct AppCodingTests {
    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private func read<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    @Test("An entry is a word or a module")
    func entry() throws {
        #expect(try json(Entry.application) == "\"application\"")
        #expect(try json(Entry.module("MyApp.CLI")) == "{\"module\":\"MyApp.CLI\"}")
        #expect(try read("\"application\"") == Entry.application)
        #expect(try read("{\"module\":\"application\"}") == Entry.module("application"))
        #expect(throws: DecodingError.self) { try read("\"MyApp.CLI\"") as Entry }
    }

    @Test("An app of an umbrella names its member")
    func member() throws {
        let app = App(name: "cli", path: "umbrella", modes: [.cli], member: "my_cli")
        #expect(try json(app).contains("\"member\":\"my_cli\""))
        #expect(try read(try json(app)) == app)
        let full = App(
            name: "a", path: "a", modes: [.tui], entry: .module("A"), release: "b", member: "c", roots: ["../d"])
        #expect(try read(try json(full)) == full)
        let plain = #"{"name":"a","path":"a","modes":["cli"]}"#
        #expect(try read(plain) == App(name: "a", path: "a", modes: [.cli]))
    }

    @Test("The Elixir axis is a word or a list of versions")
    func elixir() throws {
        let list = try ["1.18", "1.20.4"].map { try #require(VersionRequest($0)) }
        #expect(try json(ElixirChoice.automatic) == "\"auto\"")
        #expect(try json(ElixirChoice.requests(list)) == "[\"1.18\",\"1.20.4\"]")
        #expect(try read("\"auto\"") == ElixirChoice.automatic)
        #expect(try read("[\"1.18\",\"1.20.4\"]") == ElixirChoice.requests(list))
        #expect(throws: DecodingError.self) { try read("\"newest\"") as ElixirChoice }
        #expect(throws: DecodingError.self) { try read("[\"x\"]") as ElixirChoice }
    }

    @Test("A request keeps its text")
    func request() throws {
        let request = try #require(VersionRequest("28.10"))
        #expect(try json(request) == "\"28.10\"")
        #expect(try read("\"28.10\"") == request)
    }
}
