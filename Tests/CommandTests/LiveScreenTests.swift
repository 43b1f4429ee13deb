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
        _ script: String, columns: Int = 80, rows: Int = 24, _ options: [String] = [],
        _ environment: [String: String] = [:], before: [String] = [], _ body: (PseudoTerminal) async throws -> Void
    ) async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let artifact = try await SleepingArtifact.pack(script, in: folder.appending(path: "dist"))
        let call = before + [try #require(Tool.executable).path, "smoke", artifact.path] + options
        var variables = [
            "HOME": folder.appending(path: "home").path, "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
            "BMATRIX_DIR": folder.appending(path: "installs").path,
            // The runtime's own report of a crash takes long, and waits for a key.
            "SWIFT_BACKTRACE": "enable=no",
        ]
        variables.merge(environment) { $1 }
        let terminal = try PseudoTerminal(
            executable: FilePath(call[0]), arguments: Array(call.dropFirst()), environment: variables,
            folder: FilePath(folder.path), columns: columns, rows: rows)
        do {
            try await body(terminal)
            await Blocking.run { _ = terminal.end(grace: .seconds(5)) }
        } catch {
            await Blocking.run { _ = terminal.end(grace: .seconds(5)) }
            throw error
        }
    }

    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "screen-\(UUID().uuidString)")
        for name in ["dist", "home", "installs"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        return folder
    }

    /// Reads until a text has come, the program has ended or so many seconds have passed.
    private static func read(_ terminal: PseudoTerminal, until text: String?, _ seconds: Int = 40) async -> String {
        await Blocking.run {
            var seen = ""
            for _ in 0..<seconds * 10 where text.map({ !seen.contains($0) }) ?? true {
                guard let bytes = terminal.read(within: .milliseconds(100)) else { break }
                seen += String(decoding: bytes, as: UTF8.self)
            }
            return seen
        }
    }

    /// The tool itself, not a shell before it.
    private static func tool(_ terminal: PseudoTerminal) throws -> Int32 {
        let tools = terminal.running().filter { $0.commandLine.contains("bmatrix smoke") }
        return try #require(tools.first { !$0.commandLine.contains("bash") }?.pid)
    }

    @Test(
        "Every end that can be noticed leaves the cursor visible and the echo on",
        arguments: [
            (SIGINT, ""), (SIGTERM, ""), (SIGHUP, ""), (SIGQUIT, ""), (SIGSEGV, ""), (SIGABRT, ""),
            (SIGILL, "enable=yes,interactive=no,threads=crashed,images=none"),
        ])
    func ends(signal: Int32, backtrace: String) async throws {
        try await onTerminal("sleep 60", [], backtrace.isEmpty ? [:] : ["SWIFT_BACKTRACE": backtrace]) { terminal in
            let drawn = await Self.read(terminal, until: "smoke")
            #expect(drawn.contains(Self.hides))
            kill(try Self.tool(terminal), signal)
            let all = drawn + (await Self.read(terminal, until: nil))
            let shown = try #require(all.range(of: Self.shows, options: .backwards), "\(signal): \(all)")
            #expect(!all[shown.upperBound...].contains(Self.hides))
            #expect(terminal.isInLineMode)
        }
    }

    @Test("A second signal ends the tool at once, and gives the cursor back as well")
    func twice() async throws {
        try await onTerminal("trap '' TERM INT; sleep 60") { terminal in
            _ = await Self.read(terminal, until: "smoke")
            let tool = try Self.tool(terminal)
            kill(tool, SIGINT)
            usleep(300_000)
            kill(tool, SIGINT)
            #expect(await Self.read(terminal, until: Self.shows).contains(Self.shows))
            #expect(terminal.isInLineMode)
        }
    }

    @Test("Stopped by its user it gives the cursor back, and draws again when it goes on")
    func stops() async throws {
        // The shell gives the tool a process group of its own, as one that is no shell's job cannot be stopped.
        let script = #""$@"; echo STOPPED; sleep 1; fg >/dev/null"#
        try await onTerminal("sleep 60", before: ["/bin/bash", "-mc", script, "bash"]) { terminal in
            _ = await Self.read(terminal, until: "smoke")
            kill(try Self.tool(terminal), SIGTSTP)
            let stopped = await Self.read(terminal, until: "STOPPED")
            #expect(stopped.contains(Self.shows) && !stopped.contains(Self.hides))
            #expect(await Self.read(terminal, until: Self.hides).contains(Self.hides))
            kill(try Self.tool(terminal), SIGTERM)
            #expect(await Self.read(terminal, until: Self.shows).contains(Self.shows))
        }
    }

    @Test("A terminal of any size is drawn on", arguments: [(0, 0), (1, 1), (20, 1), (20, 3), (200, 50)])
    func sizes(columns: Int, rows: Int) async throws {
        try await onTerminal("sleep 1", columns: columns, rows: rows) { terminal in
            let all = await Self.read(terminal, until: nil)
            #expect(all.contains("1 passed") && all.contains(Self.shows))
            #expect(terminal.status(within: .seconds(10)) == .exited(0))
        }
    }

    @Test(
        "Plain lines where they are asked for and on a dumb terminal",
        arguments: [["--progress", "plain"], ["--progress", "none"], []])
    func plain(options: [String]) async throws {
        try await onTerminal("sleep 0.3", options, options.isEmpty ? ["TERM": "dumb"] : ["NO_COLOR": "1"]) { terminal in
            let all = await Self.read(terminal, until: nil)
            #expect(!all.contains(Self.hides) && all.contains("1 passed"))
            #expect(all.contains("[1/1]  passed") == (options != ["--progress", "none"]))
        }
    }

    @Test("Events as JSON are those of the event file, and nothing else")
    func json() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let artifact = try await SleepingArtifact.pack("exit 0", in: folder.appending(path: "dist"))
        let result = try Tool(folder: folder).call(
            ["smoke", artifact.path, "--log-format", "json", "--output", "reports"],
            [
                "BMATRIX_DIR": folder.appending(path: "installs").path,
                "HOME": folder.appending(path: "home").path,
            ])
        #expect(result.status == 0, "\(result)")
        let file = folder.appending(path: "reports/events.ndjson")
        #expect(result.output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
        #expect(result.output.contains(#""event":"run-finished""#) && result.errors.contains("1 passed"))
    }
}
