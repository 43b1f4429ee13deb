import Host
import Matrix
import SampleELF
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct NativeFilesTests {
    private static func glibc(_ versions: String..., needed: [String] = ["libc.so.6"]) -> [UInt8] {
        SampleELF(
            needed: needed, interpreter: "/lib64/ld-linux-x86-64.so.2", versions: [("libc.so.6", versions)]
        ).bytes
    }
    private static let library = "lib/crypto-5.5/priv/lib/crypto.so"
    private static let forArm: [UInt8] = {
        var file = SmallOTP.forGlibc
        file.machine = 183
        return file.bytes
    }()

    @Test(arguments: [
        (SmallOTP(), "linux x86_64, glibc 2.34 or newer"),
        (
            SmallOTP(programs: ["beam.smp": glibc("GLIBC_2.9", "GLIBC_2.17", "GLIBC_PRIVATE")]),
            "linux x86_64, glibc 2.17 or newer"
        ),
        (
            SmallOTP(programs: ["beam.smp": glibc("GLIBC_2.34", "GLIBC_ABI_DT_RELR")]),
            "linux x86_64, glibc 2.36 or newer"
        ),
        // A library counts, too.
        (
            SmallOTP(files: [library: SampleELF(needed: ["libc.so.6"], versions: [("libc.so.6", ["GLIBC_2.38"])]).bytes]
            ),
            "linux x86_64, glibc 2.38 or newer"
        ),
        (SmallOTP(programs: ["beam.smp": SmallOTP.muslProgram]), "linux x86_64, musl"),
        // Static programs run where musl's do.
        (SmallOTP(programs: ["beam.smp": SampleELF().bytes]), "linux x86_64, musl"),
        (SmallOTP(programs: ["beam.smp": forArm]), "linux arm64, glibc 2.34 or newer"),
        (bundled(), "linux x86_64, its own C library"),
        (SmallOTP(programs: SmallOTP.windowsPrograms), "windows x86_64"),
    ])
    func theFilesTellThePlatform(tree: SmallOTP, expected: String) async throws {
        #expect(try await platform(of: tree).description == expected)
    }

    @Test(arguments: [
        (
            SmallOTP(files: [library: SampleELF(needed: ["libc.musl-x86_64.so.1"]).bytes]), "runtimes.mixed-libc",
            library
        ),
        (
            SmallOTP(programs: ["beam.smp": SmallOTP.glibcProgram, "epmd": forArm]), "runtimes.unknown-program",
            "epmd"
        ),
        (SmallOTP(programs: ["beam.smp": Array("#!/bin/sh\n".utf8)]), "runtimes.unknown-program", "beam.smp"),
        (SmallOTP(programs: ["beam.smp.dll": samplePE(machine: 0x14C)]), "runtimes.unknown-program", "beam.smp.dll"),
        (bundled(["epmd": SmallOTP.glibcProgram]), "runtimes.not-bundled", "epmd"),
        (
            bundled(["epmd": SampleELF().bytes, "epmd.elf": glibc(needed: ["libx.so.1"])]), "runtimes.missing-library",
            "epmd.elf needs libx.so.1"
        ),
    ])
    func whatDoesNotGoTogetherIsNamed(tree: SmallOTP, code: String, words: String) async throws {
        let error = await failure { _ = try await platform(of: tree) }
        #expect(error?.code == code && error?.message.contains(words) == true, "\(error?.message ?? "no error")")
    }

    /// A tree with its C library, as this tool lays it out, and some programs more.
    private static func bundled(_ more: [String: [UInt8]] = [:]) -> SmallOTP {
        let own: [String: [UInt8]] = ["beam.smp": SampleELF().bytes, "beam.smp.elf": SmallOTP.glibcProgram]
        return SmallOTP(programs: own.merging(more) { $1 }, files: ["libc/ld.so": [1], "libc/libc.so.6": [1]])
    }

    private func platform(of tree: SmallOTP) async throws -> Platform {
        try await withTemporaryFolder { folder in
            try tree.write(to: folder)
            // Libraries are no programs.
            return try NativeFiles(folder).platform()
        }
    }
}
