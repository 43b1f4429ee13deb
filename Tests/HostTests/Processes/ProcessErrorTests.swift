import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ProcessErrorTests {
    let disk = Disk()

    private func code(
        of executable: FilePath, in folder: FilePath, working: FilePath? = nil, arguments: [String] = []
    ) async -> String? {
        let command = Command(
            executable: executable, arguments: arguments, environment: [:], folder: working ?? folder,
            stdout: folder.appending("out"), timeout: .seconds(10))
        do throws(ProcessError) {
            _ = try await Processes.live.run(command)
            return nil
        } catch {
            return error.code
        }
    }

    private func file(_ name: String, in folder: FilePath, _ text: String, mode: UInt32) throws -> FilePath {
        let path = folder.appending(name)
        try disk.write(text, to: path)
        chmod(path.string, mode)
        return path
    }

    @Test func namesWhatIsWrongWithTheProgram() async throws {
        let folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "errors")
        defer { try? disk.removeTree(folder) }
        #expect(await code(of: folder.appending("none"), in: folder) == "process.not-found")
        #expect(await code(of: folder, in: folder) == "process.not-executable")
        let plain = try file("plain", in: folder, "#!/bin/sh\n", mode: 0o644)
        #expect(await code(of: plain, in: folder) == "process.not-executable")
        let orphan = try file("orphan", in: folder, "#!/no/such/interpreter\n", mode: 0o755)
        #expect(await code(of: orphan, in: folder) == "process.interpreter-missing")
        let noise = try file("noise", in: folder, "\u{1}\u{2}\u{3}\u{4}", mode: 0o755)
        #expect(await code(of: noise, in: folder) == "process.wrong-format")
        #expect(await code(of: "/bin/true", in: folder, working: folder.appending("no")) == "process.folder")
        #expect(await code(of: "/bin/true", in: folder, arguments: ["a\0b"]) == "process.bad-argument")
        #expect(await code(of: "/bin/true", in: folder) == nil)
    }

    @Test func waitsUntilNobodyWritesTheProgram() async throws {
        let folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "busy")
        defer { try? disk.removeTree(folder) }
        let program = folder.appending("program")
        try disk.copyFile("/bin/true", to: program)
        let writer = open(program.string, O_WRONLY | O_CLOEXEC)
        #expect(writer >= 0)
        Task {
            try? await Task.sleep(for: .milliseconds(300))
            close(writer)
        }
        #expect(await code(of: program, in: folder) == nil)
    }

    @Test func manyAtOnce() async throws {
        let folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "many")
        defer { try? disk.removeTree(folder) }
        let good = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let command = Command(
                        executable: "/bin/sh", arguments: ["-c", "exit \(number)"], environment: [:], folder: folder,
                        stdout: folder.appending("out\(number)"), timeout: .seconds(30))
                    guard let ending = try? await Processes.live.run(command) else { return false }
                    return ending.status == .exited(number) && ending.leftovers.isEmpty
                }
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(good)
    }
}
