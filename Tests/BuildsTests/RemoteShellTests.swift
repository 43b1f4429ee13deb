import Foundation
import Host
import Matrix
import Releases
import SystemPackage
import Testing

/// A person at a terminal who talks to a running service.
@Suite(.enabled(if: Toolchain.ofEnvironment != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct RemoteShellTests {
    /// Nodes that find each other by a port of their own, which both files have to say: no epmd stays behind.
    private static func service(_ node: String) -> SampleProject {
        let way = "-start_epmd false -erl_epmd_port \(20000 + getpid() % 20000)"
        return SampleProject(
            [
                "rel/vm.args.eex": "-sname \(node)\n-setcookie word\n\(way)\n",
                "rel/remote.vm.args.eex": "\(way)\n-dist_listen false\n",
                "lib/demo/application.ex": """
                defmodule Demo.Application do
                  use Application
                  def start(_type, _arguments), do: Supervisor.start_link([], strategy: :one_for_one)
                end
                """,
            ], app: "modes: [daemon]")
    }

    @Test func elixirsShellRunsInTheServiceWhichSurvivesIt() async throws {
        let node = "bmatrix_\(getpid())"
        let (bench, cell) = try await Self.service(node).build()
        let file = try #require(cell.artifact?.file, "\(cell.outcome)")
        let variables = ["HOME": bench.root.string, "TERM": "xterm"]
        let start = try bench.start(file, [], variables)
        #expect(start.status == 0, "\(start.errors)")
        // Of the user switch command, of the emulator itself, and of its break handler.
        for farewell in ["\u{7}q\r", "\u{1C}", "\u{3}\u{3}"] {
            let (shown, ending) = try await session(bench, file, variables, farewell)
            #expect(shown.contains("{:\(node)@") && shown.contains("42}"), "\(shown)")
            #expect(ending != nil, "\(farewell.debugDescription) does not leave it")
        }
        let piped = try bench.start(file, ["bmx:remote"], variables)
        #expect(piped.status == 0 && piped.output.contains("Interactive Elixir"), "input that ends at once: \(piped)")
        #expect(try bench.start(file, ["bmx:rpc", "{1, \"é\"}"], variables).output == "{1, \"é\"}\n")
        // What runs tests may keep signals from the programs it starts.
        #expect(try bench.start(file, ["bmx:stop", "--timeout", "1"], variables).status == 0)
        let late = try bench.start(file, ["bmx:remote"], variables)
        #expect(late.status == 116 && late.errors.hasSuffix("does not answer\n"), "\(late)")
    }

    /// What the terminal has shown of an expression, and how the shell ended.
    private func session(
        _ bench: Workbench, _ file: String, _ variables: [String: String], _ farewell: String
    ) async throws -> (shown: String, ending: Ending.Status?) {
        let cache = ["BMATRIX_DIR": bench.root.appending("cache").string]
        let terminal = try PseudoTerminal(
            executable: bench.root.appending("dist/\(file)"), arguments: ["bmx:remote"],
            environment: variables.merging(cache) { $1 }, folder: bench.root, columns: 100, rows: 30)
        return await Blocking.run {
            var shown = read(terminal, until: "1> ")
            terminal.type(Array("{node(), 6 * 7}\r".utf8))
            shown += read(terminal, until: "2> ")
            for byte in farewell.utf8 {
                terminal.type([byte])
                _ = terminal.read(within: .milliseconds(500))
            }
            let ending = terminal.status(within: .seconds(20))
            _ = terminal.end(grace: .seconds(5))
            return (shown, ending)
        }
    }

    /// Reads until a text has come or half a minute has passed.
    private func read(_ terminal: PseudoTerminal, until text: String) -> String {
        var seen = ""
        for _ in 0..<300 where !seen.contains(text) {
            guard let bytes = terminal.read(within: .milliseconds(100)) else { break }
            seen += String(decoding: bytes, as: UTF8.self)
        }
        return seen
    }
}
