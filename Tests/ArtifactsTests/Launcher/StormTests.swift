import Host
import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
    import Glibc
#endif

/// Many first runs at once, runs killed at any moment, and files damaged anywhere: a sample, whole with `BMATRIX_STRESS=1`.
@Suite(.serialized) struct StormTests {
    private static let isWhole = getenv("BMATRIX_STRESS") != nil

    /// Fails unless everything in it is as it was packed.
    private static let script = """
        cd $BMATRIX_ROOT && cat bin/busybox erts-15/bin/data lib/kernel-10/ebin/*.beam lib/demo-1/* | bin/busybox sha256sum
        """

    /// Two programs that have layers in common.
    private static func programs(_ fixture: Fixture) async throws -> [(path: FilePath, output: String)] {
        var programs: [(FilePath, String)] = []
        for name in ["one", "two"] {
            let path = fixture.folder.appending(name)
            try await fixture.pack(script: Self.script + "\necho \(name)", to: path)
            let output = try await Program(
                path, environment: ["BMATRIX_DIR": fixture.cache.string, "PATH": "/nowhere"], folder: fixture.folder
            ).wait()
            #expect(output.status == 0 && output.stdout.hasSuffix("  -\n\(name)\n"))
            programs.append((path, output.stdout))
        }
        try Disk().removeTree(fixture.cache)
        return programs
    }

    private static func start(_ path: FilePath, _ fixture: Fixture) throws -> Program {
        try Program(
            path, environment: ["BMATRIX_DIR": fixture.cache.string, "PATH": "/nowhere"], folder: fixture.folder)
    }

    private static func leftovers(_ fixture: Fixture) -> [String] {
        [fixture.apps, fixture.cache.appending("layers")].flatMap { (try? Disk().list($0)) ?? [] }
            .filter { $0.hasPrefix(".") }
    }

    @Test func sixtyFourFirstRunsOfTwoProgramsAtOnce() async throws {
        try await withFixture { fixture in
            let programs = try await Self.programs(fixture)
            for round in 0..<(Self.isWhole ? 50 : 4) {
                let running = try (0..<64).map { number in
                    (try Self.start(programs[number % 2].path, fixture), programs[number % 2].output)
                }
                for (program, output) in running {
                    let result = try await program.wait()
                    #expect(result == Program.Result(status: 0, stdout: output, stderr: ""), "round \(round)")
                }
                #expect(Self.leftovers(fixture) == [])
                try Disk().removeTree(fixture.cache)
            }
        }
    }

    @Test func firstRunsKilledAtAnyMoment() async throws {
        try await withFixture { fixture in
            let programs = try await Self.programs(fixture)
            var interrupted = 0
            for round in 0..<(Self.isWhole ? 500 : 60) {
                // Half of the rounds find the layers of the other program there.
                if round % 2 == 0 { try Disk().removeTree(fixture.cache) }
                let (path, output) = programs[round % 2]
                let program = try Self.start(path, fixture)
                usleep(UInt32.random(in: 0..<50_000))
                program.kill(SIGKILL)
                _ = try await program.wait()
                if !Self.leftovers(fixture).isEmpty { interrupted += 1 }
                let again = try await Self.start(path, fixture).wait()
                #expect(again == Program.Result(status: 0, stdout: output, stderr: ""), "round \(round)")
                #expect(Self.leftovers(fixture).isEmpty)
            }
            #expect(interrupted > 0, "no run was killed while it unpacked")
        }
    }

    /// Damage to the launcher's own code may do anything; behind it, each bit is covered.
    @Test func twoHundredFlippedBits() async throws {
        try await withFixture { fixture in
            let (path, output) = try #require(try await Self.programs(fixture).first)
            let bytes = try Disk().read(path)
            let start = Int(try ArtifactReader(path).footer.payloadOffset)
            var generator = SystemRandomNumberGenerator()
            for round in 0..<200 {
                let bit = Int.random(in: (start * 8)..<(bytes.count * 8), using: &generator)
                var damaged = bytes
                damaged[bit / 8] ^= 1 << (bit % 8)
                let result = try await run(damaged, fixture, round)
                let isMinorVersion = bit / 8 == bytes.count - 64 + 42 || bit / 8 == bytes.count - 64 + 43
                if isMinorVersion, result.stdout == output { continue }
                #expect(result.status == 111, "bit \(bit) of \(bytes.count * 8)")
                #expect(result.stdout == "")
                #expect(result.stderr.hasPrefix("bmatrix: this file is damaged ("), "bit \(bit): \(result.stderr)")
                #expect(Disk().kind(of: fixture.cache) == nil || fixture.installs() == [])
            }
        }
    }

    @Test func twoHundredTruncations() async throws {
        try await withFixture { fixture in
            let (path, _) = try #require(try await Self.programs(fixture).first)
            let bytes = try Disk().read(path)
            let start = Int(try ArtifactReader(path).footer.payloadOffset)
            for round in 0..<200 {
                let length = Int.random(in: start..<bytes.count)
                let result = try await run(Array(bytes.prefix(length)), fixture, round)
                #expect(result.status == 111, "\(length) of \(bytes.count) bytes")
                #expect(result.stdout == "")
                #expect(result.stderr.hasPrefix("bmatrix: this file is damaged ("), "\(length) bytes: \(result.stderr)")
            }
        }
    }

    private func run(_ bytes: [UInt8], _ fixture: Fixture, _ round: Int) async throws -> Program.Result {
        let path = fixture.folder.appending("damaged")
        try Disk().removeFile(path)
        try write(bytes, to: path, mode: 0o755)
        return try await Self.start(path, fixture).wait()
    }
}
