import Archive
import Testing

@testable import BEAM
@testable import Releases

struct EscriptFileTests {
    private static let header = "#! /usr/bin/env escript\n%%\n%%! -kernel standard_io_encoding latin1 +S 1\n"
    private static let resource = "{application,demo,[{vsn,\"1\"},{applications,[kernel,stdlib,crypto]}]}."

    private static func module(_ chunks: [String]) -> [UInt8] {
        var file = BeamFile(Array("FOR1".utf8) + [0, 0, 0, 4] + Array("BEAM".utf8))
        file?.chunks = chunks.map { .init(name: $0, content: [1, 2, 3]) }
        return file?.bytes ?? []
    }

    private static let entries = [
        Zip.Entry(path: "demo.app", contents: Array(resource.utf8)),
        Zip.Entry(path: "Elixir.Demo.beam", contents: module(["AtU8", "Code", "Dbgi"])),
        Zip.Entry(path: "demo_escript.beam", contents: module(["AtU8", "Code"])),
    ]

    private static func escript(_ entries: [Zip.Entry], header: String = header) throws -> [UInt8] {
        Array(header.utf8) + (try Zip.write(entries))
    }

    @Test func readsArgumentsFilesAndApplications() throws {
        let file = try EscriptFile(Self.escript(Self.entries))
        #expect(file.emulatorArguments == EscriptArguments(["-kernel", "standard_io_encoding", "latin1", "+S", "1"]))
        #expect(file.entries.map(\.path) == Self.entries.map(\.path))
        #expect(file.applications.map(\.name) == ["demo"])
        #expect(file.applications.first?.applications == ["kernel", "stdlib", "crypto"])
    }

    @Test func needsNoArgumentLine() throws {
        let file = try EscriptFile(Self.escript(Self.entries, header: "#!/usr/bin/escript\n"))
        #expect(file.emulatorArguments == EscriptArguments([]))
        #expect(file.entries.count == 3)
    }

    @Test func stripsModulesAndNothingElse() throws {
        let entries = Self.entries + [Zip.Entry(path: "demo/priv/", contents: [])]
        let files = try EscriptFile(Self.escript(entries)).files
        #expect(files.map(\.path) == Self.entries.map(\.path))
        let contents = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
        #expect(contents["Elixir.Demo.beam"] == Self.module(["AtU8", "Code"]))
        #expect(contents["demo.app"] == Array(Self.resource.utf8))
    }

    @Test(arguments: [
        "", "#!/usr/bin/escript\n", "#!/usr/bin/escript\nmain(_) -> ok.\n", "PK", String(repeating: "%\n", count: 100),
    ])
    func refusesOtherFiles(_ text: String) {
        let error = #expect(throws: ReleaseError.self) { try EscriptFile(Array(text.utf8)) }
        #expect(error?.code == "assemble.bad-output")
    }

    @Test func survivesEveryCut() throws {
        let bytes = try Self.escript(Self.entries)
        for count in bytes.indices { _ = try? EscriptFile(Array(bytes[..<count])).files }
    }
}
