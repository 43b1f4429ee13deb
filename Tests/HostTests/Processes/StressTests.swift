import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

/// Large numbers, whole with `BMATRIX_STRESS=1`, a sample otherwise.
@Suite(.serialized) struct StressTests {
    static let isWhole = getenv("BMATRIX_STRESS") != nil
    let disk = Disk()
    let folder: FilePath

    init() throws {
        Processes.becomeSubreaper()
        folder = try disk.makeTemporaryFolder(in: "/var/tmp", prefix: "stress")
    }

    /// Runs `body` this many times, some at once.
    private func repeated(_ count: Int, width: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws
    {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<width {
                group.addTask { for number in stride(from: lane, to: count, by: width) { try await body(number) } }
            }
            try await group.waitForAll()
        }
    }

    private func command(_ executable: FilePath, _ arguments: [String] = [], _ number: Int) -> Command {
        Command(
            executable: executable, arguments: arguments, environment: ["PATH": "/usr/bin:/bin"], folder: folder,
            stdout: folder.appending("out\(number)"), timeout: .milliseconds(300), grace: .milliseconds(100))
    }

    /// Those of this suite; others may have some, too.
    private var zombies: [Int32] {
        let own = getpid()
        let found = ProcessTable.read().entries.filter { $0.parent == own && $0.isZombie }.map(\.pid)
        return found.filter { pid in
            let name = try? disk.readText(FilePath("/proc/\(pid)/comm"))
            return ["bmatrix-keeper\n", "true\n"].contains(name)
        }
    }

    @Test func spawnsLeaveNoZombies() async throws {
        defer { try? disk.removeTree(folder) }
        let count = Self.isWhole ? 10_000 : 300
        let start = Clock.live.monotonic()
        try await repeated(count, width: 4) { number in
            var command = command("/bin/true", [], number % 4)
            command.timeout = .seconds(60)
            let ending = try await Processes.live.run(command)
            #expect(ending.status == .exited(0))
        }
        let each = (Clock.live.monotonic() - start) / Double(count) * 1000
        print("spawns: \(count), \(each) ms each")
        #expect(zombies == [])
    }

    @Test func namespacesLeaveNoZombies() async throws {
        defer { try? disk.removeTree(folder) }
        let count = Self.isWhole ? 2000 : 100
        let start = Clock.live.monotonic()
        try await repeated(count, width: 4) { number in
            var command = command("/bin/true", [], number % 4)
            command.timeout = .seconds(60)
            command.isolation = .sandbox(Sandbox(writable: [folder]))
            let ending = try await Processes.live.run(command)
            #expect(ending.status == .exited(0))
        }
        print("sandboxed spawns: \(count), \((Clock.live.monotonic() - start) / Double(count) * 1000) ms each")
        #expect(zombies == [])
    }

    @Test func stubbornProgramsLeaveNothing() async throws {
        defer { try? disk.removeTree(folder) }
        let count = Self.isWhole ? 1000 : 14
        let scripts = ContainmentTests.stubborn
        try await repeated(count, width: 8) { number in
            var command = command("/bin/sh", ["-c", scripts[number % scripts.count]], number % 8)
            if number % 2 == 0 { command.isolation = .sandbox(Sandbox(writable: [folder])) }
            let ending = try await Processes.live.run(command)
            #expect(ending.timedOut || !ending.leftovers.isEmpty)
            #expect(ProcessTree(cookie: command.cookie).running() == [])
        }
        #expect(zombies == [])
    }

    @Test func aProgramJustWrittenCanBeStarted() async throws {
        defer { try? disk.removeTree(folder) }
        let count = Self.isWhole ? 40_000 : 400
        let program = try disk.read("/bin/true")
        try await repeated(count, width: 8) { number in
            let path = folder.appending("program\(number % 8)")
            try disk.removeFile(path)
            if number % 16 < 8 {
                try disk.write(program, to: path, mode: 0o755, durable: false)
            } else {
                try disk.copyFile("/bin/true", to: path)
            }
            var command = command(path, [], number % 8)
            command.timeout = .seconds(60)
            let ending = try await Processes.live.run(command)
            #expect(ending.status == .exited(0) && ending.busyStarts == 0)
        }
    }
}
