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

    /// Says something else if a name or a byte of the release is not as it was packed.
    private static let script = """
        cd $BMATRIX_ROOT
        { find -L . | sort; find -L . -type f ! -name .bmatrix -print0 | sort -z | xargs -0 cat; } | sha256sum
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

    /// All folders and the lock of a cache, those of hidden names too.
    private static func content(_ fixture: Fixture) -> [String] {
        [fixture.cache, fixture.apps, fixture.cache.appending("layers")].flatMap { (try? Disk().list($0)) ?? [] }
    }

    private static func leftovers(_ fixture: Fixture) -> [String] { content(fixture).filter { $0.hasPrefix(".") } }

    /// Changes when the index of an install is written.
    private static func identity(_ fixture: Fixture) throws -> [Int] {
        let index = fixture.apps.appending(try #require(fixture.installs().first)).appending(".bmatrix")
        let made = try #require(status(of: index))
        return [Int(made.st_ino), made.st_mtim.tv_sec, made.st_mtim.tv_nsec]
    }

    private static func isLocked(_ fixture: Fixture) -> Bool {
        let file = open(fixture.cache.appending("lock").string, O_RDWR | O_CLOEXEC)
        defer { close(file) }
        return flock(file, LOCK_EX | LOCK_NB) != 0
    }

    @Test func sixtyFourFirstRunsOfTwoProgramsAtOnce() async throws {
        try await withFixture { fixture in
            let programs = try await Self.programs(fixture)
            for round in 0..<(Self.isWhole ? 50 : 4) {
                try await Self.storm(programs, victims: 0, fixture, round)
            }
        }
    }

    /// Who waits for the lock gets it from the dead, and with it what they have left.
    @Test func sixtyFourFirstRunsOfWhichSomeAreKilled() async throws {
        try await withFixture { fixture in
            let programs = try await Self.programs(fixture)
            for round in 0..<(Self.isWhole ? 50 : 4) {
                try await Self.storm(programs, victims: 24, fixture, round)
            }
        }
    }

    /// 64 runs at once in an empty cache, the first ones of which are killed at moments of their own.
    private static func storm(
        _ programs: [(path: FilePath, output: String)], victims: Int, _ fixture: Fixture, _ round: Int
    ) async throws {
        let running = try (0..<64).map { number in
            (try start(programs[number % 2].path, fixture), programs[number % 2].output)
        }
        for (program, _) in running.prefix(victims) {
            usleep(UInt32.random(in: 0..<10_000))
            program.kill(SIGKILL)
        }
        for (number, (program, output)) in running.enumerated() {
            let result = try await program.wait()
            if number < victims { continue }
            #expect(result == Program.Result(status: 0, stdout: output, stderr: ""), "round \(round)")
        }
        let layers = content(fixture).filter { $0.hasPrefix("erts-") || $0.hasPrefix("otp-") }
        #expect(fixture.installs().count == 2)
        #expect(layers.count == 2)
        #expect(content(fixture).count == 3 + 2 + 2, "\(content(fixture))")
        #expect(!isLocked(fixture))
        try Disk().removeTree(fixture.cache)
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
                // By turns at any moment and at one when it unpacks.
                let isSeen = round % 4 < 2
                var patience = isSeen ? 20_000 : 0
                while patience > 0, fixture.installs().count == round % 2, Self.leftovers(fixture).isEmpty {
                    patience -= 1
                    usleep(50)
                }
                usleep(UInt32.random(in: 0..<(isSeen ? 10_000 : 50_000)))
                program.kill(SIGKILL)
                _ = try await program.wait()
                if !Self.leftovers(fixture).isEmpty { interrupted += 1 }
                let again = try await Self.start(path, fixture).wait()
                #expect(again == Program.Result(status: 0, stdout: output, stderr: ""), "round \(round)")
                #expect(Self.leftovers(fixture).isEmpty)
                #expect(!Self.isLocked(fixture))
                let made = try Self.identity(fixture)
                #expect(try await Self.start(path, fixture).wait() == again)
                #expect(try Self.identity(fixture) == made, "a warm start has made it anew")
            }
            #expect(interrupted > 5, "few runs were killed while they unpacked")
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
                if isMinorVersion, result.stdout == output {
                    try Disk().removeTree(fixture.cache)
                    continue
                }
                #expect(result.status == 111, "bit \(bit) of \(bytes.count * 8)")
                #expect(result.stdout == "")
                #expect(result.stderr.hasPrefix("bmatrix: this file is damaged ("), "bit \(bit): \(result.stderr)")
                #expect(Self.content(fixture).allSatisfy { ["apps", "layers", "lock"].contains($0) })
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
                #expect(Self.content(fixture).allSatisfy { ["apps", "layers", "lock"].contains($0) })
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
