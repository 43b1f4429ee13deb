import Foundation
import Host
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The tool on a real terminal: what is drawn, and that every end leaves the terminal as it was found.
@Suite(.serialized) struct LiveScreenTests {
    private static let hides = "\u{1B}[?25l"
    private static let shows = "\u{1B}[?25h"

    /// The tool with an artifact, on a terminal of its own; another program may stand before it.
    private func onTerminal(
        _ script: String, columns: Int = 80, rows: Int = 24, _ options: [String] = [], before: [String] = [],
        _ environment: [String: String] = [:], _ body: @Sendable @escaping (PseudoTerminal) throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "screen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let artifact = try await SleepingArtifact.pack(script, in: folder)
        let tool = try #require(Tool.executable).path
        let call = before + [tool, "smoke", artifact.path] + options
        var variables = [
            "HOME": folder.path, "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
            "BMATRIX_DIR": folder.appending(path: "installs").path,
        ]
        variables.merge(environment) { $1 }
        let terminal = try PseudoTerminal(
            executable: FilePath(call[0]), arguments: Array(call.dropFirst()), environment: variables,
            folder: FilePath(folder.path), columns: columns, rows: rows)
        let result = await Blocking.run { () -> Result<Void, any Error> in
            let result = Result { try body(terminal) }
            _ = terminal.end(grace: .seconds(5))
            return result
        }
        try result.get()
    }

    /// Reads until a text has come or so many seconds have passed; `nil` for the end of the program.
    private static func read(_ terminal: PseudoTerminal, until text: String?, _ seconds: Int = 20) -> String {
        var seen = ""
        for _ in 0..<seconds * 10 where text.map({ !seen.contains($0) }) ?? true {
            guard let bytes = terminal.read(within: .milliseconds(100)) else { break }
            seen += String(decoding: bytes, as: UTF8.self)
        }
        return seen
    }

    private static func tool(_ terminal: PseudoTerminal) throws -> Int32 {
        try #require(terminal.running().first { $0.commandLine.contains("bmatrix smoke") }?.pid)
    }

    @Test(
        "Every end that can be noticed leaves the cursor visible and the echo on",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL])
    func ends(signal: Int32) async throws {
        try await onTerminal("sleep 60") { terminal in
            let drawn = Self.read(terminal, until: "smoke")
            #expect(drawn.contains(Self.hides))
            kill(try Self.tool(terminal), signal)
            let rest = Self.read(terminal, until: nil)
            let all = drawn + rest
            let shown = try #require(all.range(of: Self.shows, options: .backwards), "\(signal): \(rest)")
            #expect(!all[shown.upperBound...].contains(Self.hides))
            #expect(terminal.isInLineMode)
        }
    }

    @Test("A second signal ends the tool at once, and gives the cursor back as well")
    func twice() async throws {
        try await onTerminal("trap '' TERM INT; sleep 60") { terminal in
            _ = Self.read(terminal, until: "smoke")
            let tool = try Self.tool(terminal)
            kill(tool, SIGINT)
            usleep(300_000)
            kill(tool, SIGINT)
            #expect(Self.read(terminal, until: Self.shows).contains(Self.shows))
            #expect(terminal.isInLineMode)
        }
    }

    @Test("Stopped by its user it gives the cursor back, and draws again when it goes on")
    func stops() async throws {
        // The shell gives the tool a process group of its own, as one that is no shell's job cannot be stopped.
        let shell = ["/bin/bash", "-mc", "\"$@\"; echo STOPPED; fg >/dev/null", "bash"]
        try await onTerminal("sleep 60", before: shell) { terminal in
            _ = Self.read(terminal, until: "smoke")
            for _ in 0..<3 {
                kill(try Self.tool(terminal), SIGTSTP)
                let stopped = Self.read(terminal, until: "STOPPED")
                guard stopped.contains("STOPPED") else { break }
                #expect(stopped.contains(Self.shows))
                #expect(Self.read(terminal, until: Self.hides).contains(Self.hides))
                break
            }
            kill(try Self.tool(terminal), SIGTERM)
            #expect(Self.read(terminal, until: Self.shows).contains(Self.shows))
        }
    }

    @Test("A terminal of any size is drawn on", arguments: [(0, 0), (1, 1), (20, 1), (20, 3), (200, 50)])
    func sizes(columns: Int, rows: Int) async throws {
        try await onTerminal("sleep 1", columns: columns, rows: rows) { terminal in
            let all = Self.read(terminal, until: nil)
            #expect(all.contains("1 passed") && all.contains(Self.shows))
            #expect(terminal.status(within: .seconds(10)) == .exited(0))
        }
    }

    @Test(
        "Plain lines where they are asked for, on CI and on a dumb terminal",
        arguments: [["--progress", "plain"], ["--progress", "none"], []])
    func plain(options: [String]) async throws {
        try await onTerminal("sleep 0.3", options, options.isEmpty ? ["TERM": "dumb"] : ["CI": "1"]) { terminal in
            let all = Self.read(terminal, until: nil)
            #expect(!all.contains(Self.hides) && all.contains("1 passed"))
            #expect(all.contains("[1/1]  passed") == (options != ["--progress", "none"]))
        }
    }

    @Test("Events as JSON are those of the event file, and nothing else")
    func json() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "json-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let artifact = try await SleepingArtifact.pack("exit 0", in: folder)
        let tool = Tool(folder: folder)
        let result = try tool.call(
            ["smoke", artifact.path, "--log-format", "json", "--output", "reports"],
            ["BMATRIX_DIR": folder.appending(path: "installs").path])
        #expect(result.status == 0, "\(result)")
        let file = folder.appending(path: "reports/events.ndjson")
        #expect(result.output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
        #expect(result.output.contains(#""event":"run-finished""#) && result.errors.contains("1 passed"))
    }
}
