import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct PseudoTerminalTests {
    private let variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm"]

    private func start(_ script: String) throws -> PseudoTerminal {
        try PseudoTerminal(
            executable: "/bin/sh", arguments: ["-c", script], environment: variables, folder: "/tmp", columns: 100,
            rows: 30)
    }

    /// Reads until a text has come or twenty seconds have passed.
    private func read(_ terminal: PseudoTerminal, until text: String) -> String {
        var seen = ""
        for _ in 0..<200 where !seen.contains(text) {
            guard let bytes = terminal.read(within: .milliseconds(100)) else { break }
            seen += String(decoding: bytes, as: UTF8.self)
        }
        return seen
    }

    @Test func isAControllingTerminalOfTheAskedSize() async throws {
        let terminal = try start("tty >/dev/null && : >/dev/tty && stty size && pwd && echo $TERM; exit 9")
        await Blocking.run {
            #expect(read(terminal, until: "xterm") == "30 100\r\n/tmp\r\nxterm\r\n")
            #expect(terminal.status(within: .seconds(20)) == .exited(9))
        }
    }

    @Test func carriesKeysBothWays() async throws {
        let terminal = try start(
            "read line; echo \"got $line\"; stty raw -echo; dd bs=3 count=1 2>/dev/null | od -An -tx1")
        await Blocking.run {
            #expect(terminal.type(Array("hello\r".utf8)))
            #expect(read(terminal, until: "got hello\r\n").contains("got hello\r\n"))
            #expect(terminal.type([0x1B, 0x5B, 0x41]))
            #expect(read(terminal, until: "41").contains("1b 5b 41"))
            #expect(terminal.status(within: .seconds(20)) == .exited(0))
            #expect(terminal.read(within: .seconds(1)) == nil)
        }
    }

    @Test func interruptKeyReachesTheProgram() async throws {
        let terminal = try start("echo up; sleep 309")
        await Blocking.run {
            #expect(read(terminal, until: "up").contains("up"))
            // The shell itself may lose the signal just before it starts a program.
            while !terminal.running().contains(where: { $0.commandLine == "sleep 309" }) { usleep(10_000) }
            terminal.type([3])
            #expect(terminal.status(within: .seconds(20)) == .signalled(2))
            #expect(terminal.end(grace: .seconds(20)) == [])
        }
    }

    @Test func isEndedWithAllThatCameFromIt() async throws {
        let terminal = try start("trap '' HUP; setsid sleep 310 & echo up; sleep 311")
        await Blocking.run {
            #expect(read(terminal, until: "up").contains("up"))
            #expect(terminal.status(within: .zero) == nil)
            while terminal.running().count < 3 { Blocking.pause(.milliseconds(10)) }
            #expect(terminal.end(grace: .seconds(20)).count == 3)
            #expect(terminal.status(within: .seconds(20)) == .signalled(15))
            #expect(terminal.running() == [])
        }
    }

    @Test func refusesWhatCannotRun() {
        #expect(throws: ProcessError.self) {
            try PseudoTerminal(
                executable: "/no/such/program", arguments: [], environment: [:], folder: "/tmp", columns: 80, rows: 24)
        }
    }
}
