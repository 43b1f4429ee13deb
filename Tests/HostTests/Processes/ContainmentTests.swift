import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

/// Programs that do not want to end, or leave others behind in every way there is.
@Suite struct ContainmentTests {
    let disk = Disk()
    let folder: FilePath

    init() throws {
        Processes.becomeSubreaper()
        folder = try disk.makeTemporaryFolder(in: "/var/tmp", prefix: "containment")
    }

    private func command(
        _ script: String, _ isolation: Isolation = .none, timeout: Duration = .milliseconds(400),
        environment: [String: String] = ["PATH": "/usr/bin:/bin"], outputLimit: Int = 256 << 20
    ) -> Command {
        Command(
            executable: "/bin/sh", arguments: ["-c", script], environment: environment, folder: folder,
            stdout: folder.appending("out-\(UInt64.random(in: 0...(.max)))"), timeout: timeout,
            grace: .milliseconds(200), outputLimit: outputLimit, isolation: isolation)
    }

    private var sandbox: Isolation { .sandbox(Sandbox(writable: [folder], hiddenHome: nil)) }

    /// Ways to stay; each marks its processes with the number in `sleep`.
    static let stubborn = [
        "trap '' TERM INT HUP; while :; do sleep 360; done",
        "(setsid sh -c 'trap \"\" TERM; (sleep 360 & sleep 360) & while :; do sleep 360; done' &) ; exit 0",
        "exec <&- >&- 2>&-; (setsid sleep 360 & ) ; sleep 360",
        "env -i setsid sh -c 'env -i setsid sleep 360 & sleep 360'",
        "sleep 360 & kill -STOP $!; kill -STOP $$",
        "i=0; while [ $i -lt 20 ]; do (trap '' TERM; setsid sleep 360 &); i=$((i+1)); done; wait",
    ]

    @Test(arguments: stubborn) func nothingIsLeft(_ script: String) async throws {
        defer { try? disk.removeTree(folder) }
        let cookie = Cookie()
        for isolation in [Isolation.none, sandbox] {
            var command = command(script, isolation)
            command.cookie = cookie
            let ending = try await Processes.live.run(command)
            #expect(ending.timedOut || !ending.leftovers.isEmpty)
            #expect(ending.duration < .seconds(20))
            #expect(ProcessTree(cookie: cookie).running() == [])
        }
    }

    @Test func aHundredMegabytesAreBounded() async throws {
        defer { try? disk.removeTree(folder) }
        let many = command("head -c 104857600 /dev/zero", timeout: .seconds(60))
        #expect(try await Processes.live.run(many).status == .exited(0))
        #expect(disk.size(of: many.stdout) == 104_857_600)
        let endless = command("cat /dev/zero", timeout: .seconds(60), outputLimit: 1 << 20)
        let ending = try await Processes.live.run(endless)
        #expect(ending.wroteTooMuch && !ending.timedOut)
        // Over before anybody has looked.
        let quick = command("head -c 2097152 /dev/zero", timeout: .seconds(60), outputLimit: 1 << 20)
        #expect(try await Processes.live.run(quick).wroteTooMuch)
    }

    @Test(.enabled(if: getenv("BMATRIX_TEST_OTP") != nil))
    func epmdIsFoundAndEnded() async throws {
        defer { try? disk.removeTree(folder) }
        let otp = FilePath(getenv("BMATRIX_TEST_OTP").map { String(cString: $0) } ?? "/")
        let path = "\(otp)/bin:/usr/bin:/bin"
        let script = "epmd -daemon && erl -noshell -sname a\(getpid()) -eval 'timer:sleep(300),halt(0).'; exit 4"
        let variables = ["PATH": path, "HOME": folder.string, "ERL_EPMD_PORT": "\(Loopback.freePort() ?? 4400)"]
        let inside = Isolation.sandbox(Sandbox(writable: [folder], readable: [otp], hiddenHome: nil))
        for isolation in [Isolation.none, inside] {
            let command = command(script, isolation, timeout: .seconds(60), environment: variables)
            let ending = try await Processes.live.run(command)
            #expect(
                ending.status == .exited(4) || ending.status == .exited(0),
                "\((try? disk.readText(command.stdout)) ?? "")")
            #expect(ending.leftovers.contains { $0.commandLine.contains("epmd") })
            #expect(ProcessTree(cookie: command.cookie).running() == [])
        }
    }

    @Test func aKilledKeeperLeavesNothing() async throws {
        defer { try? disk.removeTree(folder) }
        let command = command("(setsid sleep 361 &); kill -9 $PPID; sleep 361", timeout: .seconds(60))
        await #expect { try await Processes.live.run(command) } throws: {
            ($0 as? ProcessError)?.code == "process.failed"
        }
        #expect(ProcessTree(cookie: command.cookie).running() == [])
    }

    @Test func aStoppedKeeperIsSentOnItsWay() async throws {
        defer { try? disk.removeTree(folder) }
        let command = command("kill -STOP $PPID; sleep 362")
        let ending = try await Processes.live.run(command)
        #expect(ending.timedOut && ending.duration > .seconds(2))
        #expect(ProcessTree(cookie: command.cookie).running() == [])
    }

    @Test func signalsAreAsTheyAreByDefault() async throws {
        defer { try? disk.removeTree(folder) }
        signal(SIGUSR1, SIG_IGN)
        defer { signal(SIGUSR1, SIG_DFL) }
        let command = command("grep -E '^Sig(Blk|Ign)' /proc/self/status", timeout: .seconds(60))
        #expect(try await Processes.live.run(command).status == .exited(0))
        let text = try disk.readText(command.stdout)
        #expect(text == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n")
    }

    @Test func onlyItsThreeFilesAreOpen() async throws {
        defer { try? disk.removeTree(folder) }
        let command = command(
            "for n in 3 4 5 6 7 8 9; do test -e /proc/$$/fd/$n && echo $n; done; true", sandbox, timeout: .seconds(60))
        #expect(try await Processes.live.run(command).status == .exited(0))
        #expect(try disk.readText(command.stdout) == "")
    }
}
