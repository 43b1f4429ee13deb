import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

/// What becomes of commands when the program that runs them is killed or stopped.
@Suite struct ToolDeathTests {
    let disk = Disk()
    let folder: FilePath

    init() throws { folder = try disk.makeTemporaryFolder(in: "/var/tmp", prefix: "death") }

    /// The program beside the tests that runs commands as the tool does.
    private static let runner: FilePath = {
        let beside = FilePath(CommandLine.arguments.first ?? "").removingLastComponent().appending("RunOne")
        if Disk().isExecutable(beside) { return beside }
        return FilePath(#filePath).pushing("../../../../.build/debug/RunOne").lexicallyNormalized()
    }()

    private func run(_ isolation: String, _ scripts: [String]) -> Command {
        Command(
            executable: Self.runner, arguments: [isolation, folder.string] + scripts,
            environment: [
                "PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": getenv("LD_LIBRARY_PATH").map { String(cString: $0) } ?? "",
            ],
            folder: folder, stdout: folder.appending("out"), timeout: .seconds(100))
    }

    /// The processes whose command line holds the text, on the whole machine.
    private func processes(with text: String) -> [Int32] {
        ProcessTable.read().entries.map(\.pid).filter {
            $0 != getpid() && ProcessTable.commandLine(of: $0).contains(text)
        }
    }

    @Test(arguments: ["none", "sandbox"]) func killingItKillsAll(_ isolation: String) async throws {
        defer { try? disk.removeTree(folder) }
        let mark = "37\(getpid())"
        let script = """
            (env -i setsid sh -c 'trap "" TERM; while :; do sleep \(mark); done' &) ; setsid sleep \(mark) & sleep \(mark)
            """
        let task = Task { try await Processes.live.run(run(isolation, [script])) }
        while processes(with: "sleep \(mark)").filter({ ProcessTable.commandLine(of: $0) == "sleep \(mark)" }).count < 3
        {
            try await Task.sleep(for: .milliseconds(20))
        }
        for pid in processes(with: "RunOne \(isolation) \(folder)")
        where ProcessTable.commandLine(of: pid).hasPrefix(Self.runner.string) { kill(pid, SIGKILL) }
        let ending = try await task.value
        #expect(ending.status == .signalled(9))
        // Our own keeper would have found what was left.
        #expect(ending.leftovers.isEmpty)
        #expect(processes(with: mark).isEmpty)
    }

    @Test func stoppingAndContinuingItLosesNothing() async throws {
        defer { try? disk.removeTree(folder) }
        let cycles = StressTests.isWhole ? 200 : 20
        let scripts = (0..<8).map { "i=0; while [ $i -lt 60 ]; do i=$((i+1)); sleep 0.0\($0 + 1); done" }
        let done = Task { try await Processes.live.run(run("sandbox", scripts)) }
        var pids: [Int32] = []
        while pids.isEmpty {
            try await Task.sleep(for: .milliseconds(10))
            pids = processes(with: "RunOne sandbox \(folder)").filter {
                ProcessTable.commandLine(of: $0).hasPrefix(Self.runner.string)
            }
        }
        for _ in 0..<cycles {
            for pid in pids { kill(pid, SIGSTOP) }
            try await Task.sleep(for: .milliseconds(15))
            for pid in pids { kill(pid, SIGCONT) }
            try await Task.sleep(for: .milliseconds(5))
        }
        let ending = try await done.value
        #expect(ending.status == .exited(0) && !ending.timedOut)
    }
}
