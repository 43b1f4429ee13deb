import Archive
import Testing

@testable import Releases

struct EscriptFoldersTests {
    private static func folders(_ paths: [String]) throws -> EscriptFolders {
        let entries = paths.map { Zip.Entry(path: $0, contents: [1]) }
        let bytes = Array("#!/usr/bin/env escript\n".utf8) + (try Zip.write(entries))
        return EscriptFolders(of: try EscriptFile(bytes), name: "tool")
    }

    @Test func theArchiveIsAFolderUnderTheNameOfTheFile() throws {
        let paths = [
            "tool_escript.beam", "zoo/ebin/zoo.beam", "zoo/ebin/zoo.app", "art/ebin/art.app", "art/priv/x", "doc/a.txt",
        ]
        let folders = try Self.folders(paths)
        #expect(folders.program == "bin/tool")
        #expect(folders.codePath == ["bin/tool", "bin/tool/art/ebin", "bin/tool/zoo/ebin"])
        #expect(folders.path(of: "art/priv/x") == "bin/tool/art/priv/x")
        #expect(folders.path(of: "tool_escript.beam") == "bin/tool/tool_escript.beam")
    }

    @Test func elixirsApplicationsLieApart() throws {
        let folders = try Self.folders([
            "elixir/ebin/elixir.app", "logger/ebin/logger.app", "tool/ebin/tool.app", "elixir.beam",
        ])
        #expect(folders.path(of: "elixir/ebin/elixir.app") == "elixir/elixir/ebin/elixir.app")
        #expect(folders.path(of: "elixir.beam") == "bin/tool/elixir.beam")
        #expect(
            folders.codePath == ["bin/tool", "elixir/elixir/ebin", "elixir/logger/ebin", "bin/tool/tool/ebin"])
    }
}
