import SystemPackage
import Testing

@testable import Host

@Suite struct EmulatorTests {
    private let disk = Disk()

    /// An ELF file that is nothing but the beginning of a program.
    private func program(_ machine: UInt8) -> [UInt8] {
        var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        bytes += [2, 0, machine, 0, 1, 0, 0, 0]
        return bytes + [UInt8](repeating: 0, count: 104)
    }

    private func withFolder(_ body: (FilePath) async throws -> Void) async throws {
        let folder = try disk.makeTemporaryFolder(in: "/var/tmp", prefix: "emulator")
        defer { try? disk.removeTree(folder) }
        try await body(folder)
    }

    @Test func theKernelIsToldOfProgramsOfBothKinds() {
        let line = Emulator("/usr/bin/qemu-aarch64", for: .arm64).registration
        let magic = #"\x7f\x45\x4c\x46\x02\x01\x01"# + String(repeating: #"\x00"#, count: 9) + #"\x02\x00\xb7\x00"#
        let mask =
            String(repeating: #"\xff"#, count: 7) + #"\x00"# + String(repeating: #"\xff"#, count: 8)
            + #"\xfe\xff\xff\xff"#
        #expect(line == ":bmatrix:M::\(magic):\(mask):/usr/bin/qemu-aarch64:PF")
    }

    @Test("what the machine's kernel knows is read", arguments: [("enabled", "/usr/bin/q"), ("disabled", nil)])
    func formats(state: String, path: FilePath?) {
        let text = """
            \(state)
            interpreter /usr/bin/q
            flags: OCF
            offset 0
            magic 7f454c460201010000000000000000000200b700
            mask ffffffffffffff00fffffffffffffffffeffffff
            """
        #expect(KernelFormats.emulator(in: text, for: .arm64) == path)
        #expect(KernelFormats.emulator(in: text, for: .x86_64) == nil)
    }

    @Test func anEmulatorIsFoundInTheFoldersOfPATHAlone() async throws {
        try await withFolder { folder in
            let path = folder.appending("qemu-aarch64-static")
            try disk.write([], to: path, mode: 0o755)
            let none = KernelFormats(folder.appending("none"))
            guard case .nothing(let reason) = EmulatorSearch(path: "relative::/none", formats: none).find(.arm64) else {
                Issue.record("an emulator from nowhere")
                return
            }
            #expect(reason == "there is no qemu-aarch64 and no qemu-aarch64-static in PATH")
            let found = EmulatorSearch(path: "/none:\(folder)", formats: none)
            #expect(found.find(.x86_64) != found.find(.arm64))
            #expect(found.find(.arm64, named: "qemu-aarch64-static", from: "/") == found.find(.arm64))
            #expect(found.find(.arm64, named: "./qemu-aarch64-static", from: folder) == found.find(.arm64))
            #expect(found.find(.arm64, named: "./qemu-aarch64-static", from: "/") == nil)
            #expect(found.find(.arm64, named: "qemu-aarch64", from: folder) == nil)
        }
    }

    @Test(.enabled(if: IsolationSupport.here.obstacle(to: Emulator("/bin/echo", for: .arm64)) == nil))
    func programsAndTheirChildrenRunThroughIt() async throws {
        try await withFolder { folder in
            let foreign = folder.appending("foreign")
            try disk.write(program(0xB7), to: foreign, mode: 0o755)
            let work = folder.appending("work")
            try disk.makeFolder(work)
            let formats = try? disk.list("/proc/sys/fs/binfmt_misc")
            let own = try await run(
                "/bin/sh", ["-c", "\(foreign) a 'b c'"], foreign, work, Emulator("/bin/echo", for: .arm64))
            #expect(own == "\(foreign) \(foreign) a b c\n")
            let direct = try await run(foreign, ["a"], foreign, work, Emulator("/bin/echo", for: .arm64))
            #expect(direct == "\(foreign) \(foreign) a\n")
            // Another processor's emulator is of no use, and the machine knows of none of them.
            await #expect(throws: ProcessError.self) {
                _ = try await run(foreign, [], foreign, work, Emulator("/bin/echo", for: .x86_64))
            }
            #expect((try? disk.list("/proc/sys/fs/binfmt_misc")) == formats)
        }
    }

    private func run(
        _ executable: FilePath, _ arguments: [String], _ foreign: FilePath, _ work: FilePath, _ emulator: Emulator
    ) async throws -> String {
        let sandbox = Sandbox(writable: [work], readable: [foreign], hiddenHome: nil, emulator: emulator)
        let command = Command(
            executable: executable, arguments: arguments, environment: ["PATH": "/usr/bin:/bin"], folder: work,
            stdout: work.appending("out"), timeout: .seconds(60), isolation: .sandbox(sandbox))
        _ = try await Processes.live.run(command)
        return try disk.readText(work.appending("out"))
    }
}
