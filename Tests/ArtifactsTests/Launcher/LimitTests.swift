import Artifacts
import Host
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// First runs with too little of something: each says so, and ends with a status of its own.
@Suite struct LimitTests {
    /// Runs the artifact from a shell that has set a limit.
    private func run(_ limit: String, _ fixture: Fixture) async throws -> Program.Result {
        try await Program(
            "/bin/sh", ["-c", "\(limit) && exec \(fixture.artifact)"],
            environment: ["BMATRIX_DIR": fixture.cache.string, "PATH": "/usr/bin:/bin"], folder: fixture.folder
        ).wait()
    }

    private func expectNothingLeft(_ fixture: Fixture) {
        let left = [fixture.apps, fixture.cache.appending("layers")].flatMap { (try? Disk().list($0)) ?? [] }
        #expect(left == [])
    }

    @Test func aLimitOfFileSizesIsTold() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ran")
            let result = try await run("ulimit -f 100", fixture)
            #expect(result.status == 112)
            #expect(result.stderr.contains("File too large"))
            expectNothingLeft(fixture)
            #expect(try await run("true", fixture).stdout == "ran\n")
        }
    }

    /// The program itself meets the limit as it would without a launcher.
    @Test func aLimitOfFileSizesEndsTheProgram() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "ulimit -f 0; echo x >$BMATRIX_DIR/x; echo survived")
            #expect(try await fixture.run().stdout == "")
        }
    }

    /// What cannot even be removed goes with the next run.
    @Test(arguments: [5, 8, 10, 12, 14])
    func tooFewDescriptorsAreTold(_ count: Int) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ran")
            let result = try await run("ulimit -n \(count)", fixture)
            #expect(result.status == 112, "\(result)")
            #expect(result.stderr.contains("No file descriptors available"))
            #expect(try await run("true", fixture).stdout == "ran\n")
            #expect(fixture.installs().count == 1)
        }
    }

    /// No word of damage, as nothing is damaged.
    @Test(arguments: [1500, 2500, 4000])
    func tooLittleMemoryIsTold(_ kilobytes: Int) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ran")
            let result = try await run("ulimit -v \(kilobytes)", fixture)
            #expect(result.status == 114, "\(result)")
            #expect(result.stderr == "bmatrix: out of memory\n")
            #expect(try await run("true", fixture).stdout == "ran\n")
        }
    }
}
