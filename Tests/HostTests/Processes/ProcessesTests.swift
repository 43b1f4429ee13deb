import Synchronization
import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ProcessesTests {
    let folder: FilePath
    let disk = Disk()

    init() throws {
        Processes.becomeSubreaper()
        folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "processes")
    }

    private func shell(
        _ script: String, _ arguments: [String] = [], environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        stdin: Command.Input = .none, timeout: Duration = .seconds(60), grace: Duration = .seconds(20),
        cookie: Cookie = Cookie(), leavesService: Bool = false
    ) -> Command {
        Command(
            executable: "/bin/sh", arguments: ["-c", script, "sh"] + arguments, environment: environment,
            folder: folder, stdin: stdin, stdout: folder.appending("out"), stderr: folder.appending("err"),
            timeout: timeout, grace: grace, cookie: cookie, leavesService: leavesService)
    }

    private func text(_ name: String) throws -> String { try disk.readText(folder.appending(name)) }

    @Test func runsWithExactlyWhatItIsGiven() async throws {
        defer { try? disk.removeTree(folder) }
        let ending = try await Processes.live.run(
            shell(#"printf '%s|' "$@"; pwd; env | sort; echo oops >&2; exit 7"#, ["a b", "", "*", "é"]))
        #expect(ending.status == .exited(7))
        #expect(!ending.timedOut && ending.leftovers.isEmpty)
        let lines = try text("out").split(separator: "\n")
        #expect(lines.first == "a b||*|é|\(folder)")
        let names = lines.dropFirst().map { $0.prefix { $0 != "=" } }
        #expect(Set(names).isSubset(of: ["BMATRIX_COOKIE", "PATH", "PWD", "_"]))
        #expect(try text("err") == "oops\n")
    }

    @Test func readsItsInputFromAFile() async throws {
        defer { try? disk.removeTree(folder) }
        try disk.write("from a file", to: folder.appending("in"))
        let ending = try await Processes.live.run(shell("cat", stdin: .file(folder.appending("in"))))
        #expect(ending.status == .exited(0))
        #expect(try text("out") == "from a file")
    }

    @Test func tellsTheSignalThatEndedIt() async throws {
        defer { try? disk.removeTree(folder) }
        let ending = try await Processes.live.run(shell("kill -SEGV $$"))
        #expect(ending.status == .signalled(11))
    }

    @Test func measuresProcessorTime() async throws {
        defer { try? disk.removeTree(folder) }
        let ending = try await Processes.live.run(shell("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"))
        #expect(ending.processorSeconds > 0.05 && ending.processorSeconds <= ending.duration.seconds + 0.1)
    }

    @Test func endsTheWholeTreeWhenTimeIsUp() async throws {
        defer { try? disk.removeTree(folder) }
        let cookie = Cookie()
        let script = "setsid sleep 300 & (setsid sh -c 'trap \"\" TERM; sleep 301; sleep 302' &) ; sleep 303"
        let ending = try await Processes.live.run(
            shell(script, timeout: .milliseconds(500), grace: .milliseconds(300), cookie: cookie))
        #expect(ending.timedOut)
        #expect(ending.status == .signalled(15))
        #expect(ending.duration < .seconds(60))
        #expect(ProcessTree(cookie: cookie).running() == [])
    }

    @Test func givesTimeToEndInOrder() async throws {
        defer { try? disk.removeTree(folder) }
        let ending = try await Processes.live.run(
            shell("trap 'echo bye; exit 3' TERM; while :; do sleep 0.05; done", timeout: .milliseconds(300)))
        #expect(ending.timedOut && ending.status == .exited(3))
        #expect(try text("out") == "bye\n")
    }

    @Test(arguments: [
        "sleep 304 &", "setsid sleep 304 >/dev/null 2>&1 </dev/null &",
        "(setsid sh -c 'sleep 304 & exit' >/dev/null 2>&1 </dev/null &)",
        "env -i sleep 304 &",
    ])
    func listsAndEndsWhatWasLeftBehind(_ script: String) async throws {
        defer { try? disk.removeTree(folder) }
        let cookie = Cookie()
        let ending = try await Processes.live.run(shell(script, cookie: cookie))
        #expect(ending.status == .exited(0))
        #expect(ending.leftovers.map(\.commandLine) == ["sleep 304"])
        #expect(ProcessTree(cookie: cookie).running() == [])
        for process in ending.leftovers { #expect(kill(process.pid, 0) != 0) }
    }

    @Test func leavesAServiceAlone() async throws {
        defer { try? disk.removeTree(folder) }
        let cookie = Cookie()
        let ending = try await Processes.live.run(
            shell("setsid sleep 305 >/dev/null 2>&1 &", cookie: cookie, leavesService: true))
        #expect(ending.leftovers.count == 1)
        let service = try #require(ending.service)
        await Blocking.run {
            while service.running().map(\.commandLine) != ["sleep 305"] { Blocking.pause(.milliseconds(10)) }
            #expect(ProcessTree(cookie: cookie).running().map(\.commandLine) == ["sleep 305"])
            service.end(grace: .seconds(20))
            #expect(service.running() == [])
        }
        #expect(ProcessTree(cookie: cookie).running() == [])
    }

    @Test func endsWithItsTask() async throws {
        defer { try? disk.removeTree(folder) }
        let cookie = Cookie()
        let command = shell("setsid sleep 306 & sleep 307", cookie: cookie)
        let task = Task { try await Processes.live.run(command) }
        let tree = ProcessTree(cookie: cookie)
        while tree.running().count < 3 { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        await #expect { try await task.value } throws: { ($0 as? ProcessError)?.code == "process.interrupted" }
        #expect(tree.running() == [])
    }

    @Test func writesOfABackgroundProcessDoNotHoldItUp() async throws {
        defer { try? disk.removeTree(folder) }
        let ending = try await Processes.live.run(shell("(sleep 308 &); echo done"))
        #expect(ending.duration < .seconds(60))
        #expect(try text("out") == "done\n")
    }
}
