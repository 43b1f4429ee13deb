import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct ErlScriptTests {
    @Test("it finds its root", arguments: ["bin/erl", "erts-15.2/bin/erl", "link to erl", "elsewhere/second link"])
    func root(way: String) async throws {
        try await withTemporaryFolder { folder in
            let root = folder.appending("a moved root")
            let programs = root.appending("erts-15.2/bin")
            try Disk().makeFolder(programs)
            try Disk().makeFolder(root.appending("bin"))
            try Disk().makeFolder(root.appending("elsewhere"))
            let report = "#!/bin/sh\necho \"$ROOTDIR|$BINDIR|$EMU|$PROGNAME|$#|$1\"\n"
            try Disk().write(Array(report.utf8), to: programs.appending("erlexec"), mode: 0o755)
            let script = Array(ErlScript.text(erts: try #require(Version("15.2"))).utf8)
            try Disk().write(script, to: root.appending("bin/erl"), mode: 0o755)
            try Disk().write(script, to: programs.appending("erl"), mode: 0o755)
            try Disk().link(root.appending("link to erl"), to: "bin/erl")
            try Disk().link(root.appending("elsewhere/second link"), to: "../link to erl")
            let output = folder.appending("output")
            let command = Command(
                executable: root.appending(way), arguments: ["a b", ""], environment: [:], folder: "/", stdout: output,
                timeout: .seconds(10))
            _ = try await Processes.live.run(command)
            let name = FilePath(way).lastComponent?.string ?? ""
            #expect(try Disk().readText(output) == "\(root)|\(programs)|beam|\(name)|2|a b\n")
        }
    }
}
