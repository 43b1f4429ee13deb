import Host
import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
    import Glibc
#endif

/// What the caller gives a program and what comes back of it is the same through the launcher, to the byte.
@Suite struct ExactnessTests {
    /// Tells all its arguments and its whole environment, each ended by a zero byte.
    private static let tell = """
        test $# = 0 || printf '%s\\0' "$@"
        printf '==\\0'
        $BMATRIX_ROOT/bin/busybox cat /proc/$$/environ
        """

    private static func randomBytes(upTo count: Int) -> [UInt8] {
        (0..<Int.random(in: 0...count)).map { _ in UInt8.random(in: 1...255) }
    }

    /// A thousand vectors, several to a run, as each run has many arguments and variables.
    @Test func randomArgumentsAndVariablesArriveExactly() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.tell)
            let fixed = [Array("BMATRIX_DIR=\(fixture.cache)".utf8)]
            for round in 0..<1000 {
                // A first argument of the launcher's own kind is not the program's.
                let arguments = (0..<Int.random(in: 0...12)).map { number in
                    (number == 0 ? [UInt8(ascii: "-")] : []) + Self.randomBytes(upTo: number == 3 ? 5000 : 30)
                }
                let variables = (0..<Int.random(in: 0...12)).map { number in
                    Array("V\(number)=".utf8) + Self.randomBytes(upTo: 40)
                }
                let program = try Program(
                    fixture.artifact, arguments, environment: fixed + variables, folder: fixture.folder)
                #expect(try await program.wait().status == 0)
                let told = try program.output().split(separator: 0, omittingEmptySubsequences: false).dropLast()
                let mark = try #require(told.lastIndex { $0.elementsEqual("==".utf8) })
                #expect(told[..<mark].map(Array.init) == arguments, "round \(round)")
                let environment = told[told.index(after: mark)...].map(Array.init)
                let own = environment.filter { variable in
                    ["BMATRIX_ROOT=", "BMATRIX_SELF="].contains { variable.starts(with: $0.utf8) }
                }
                #expect(own.count == 2)
                #expect(environment.filter { !own.contains($0) } == fixed + variables, "round \(round)")
            }
        }
    }

    @Test func everyExitStatusIsTheProgramsOwn() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "exit $1")
            for status in 0...255 { #expect(try await fixture.run(["\(status)"]).status == Int32(status)) }
        }
    }

    @Test(arguments: [
        SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE,
        SIGALRM, SIGTERM, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSYS,
    ])
    func everySignalReachesTheProgramAndIsSeenByItsParent(_ signal: Int32) async throws {
        try await withFixture { fixture in
            try await fixture.pack(program: "{root}/bin/busybox", arguments: ["sleep", "30"])
            let program = try fixture.start()
            // Once it is the program, and not its launcher any more.
            for _ in 0..<1000 where (try? Disk().readText(FilePath("/proc/\(program.pid)/comm"))) != "busybox\n" {
                usleep(2000)
            }
            program.kill(signal)
            #expect(try await program.wait().status == 128 + signal)
        }
    }

    @Test func ignoredSignalsStayIgnored() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "grep SigIgn /proc/self/status")
            let direct = "trap '' HUP TERM; grep SigIgn /proc/self/status"
            let expected = try await Program(
                "/bin/sh", ["-c", direct], environment: ["PATH": "/usr/bin:/bin"], folder: fixture.folder
            ).wait().stdout
            let through = try await Program(
                "/bin/sh", ["-c", "trap '' HUP TERM; exec \(fixture.artifact)"],
                environment: ["PATH": "/usr/bin:/bin", "BMATRIX_DIR": fixture.cache.string], folder: fixture.folder
            ).wait().stdout
            #expect(through == expected)
        }
    }

    /// The program finds closed what its caller closed, and no descriptor but the one that marks the install as in use.
    @Test func descriptorsAreTheCallers() async throws {
        try await withFixture { fixture in
            try await fixture.pack(program: "{root}/bin/busybox", arguments: ["ls", "-l", "/proc/self/fd"])
            // Both from one shell, which hands on whatever the tests beside this one have open.
            let script = """
                exec 3</dev/null 0<&-
                \(try #require(Fixture.busybox)) ls -l /proc/self/fd
                echo ==
                exec \(fixture.artifact)
                """
            let listed = try await Program(
                "/bin/sh", ["-c", script], environment: ["BMATRIX_DIR": fixture.cache.string], folder: fixture.folder
            ).wait().stdout.split(separator: "\n").map(String.init)
            let mark = try #require(listed.firstIndex(of: "=="))
            let (direct, through) = (listed[..<mark], listed[(mark + 1)...])
            #expect(through.contains { $0.hasSuffix("3 -> /dev/null") })
            #expect(through.filter { $0.contains(".bmatrix") }.count == 1)
            #expect(through.count == direct.count + 1, "\(through)")
        }
    }
}
