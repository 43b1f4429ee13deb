import Artifacts
import Host
import Matrix
import SystemPackage
import Testing

/// The packed file as its caller sees it.
@Suite struct LaunchTests {
    @Test func argumentsArriveUnaltered() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: #"for a in "$@"; do printf '[%s]\n' "$a"; done"#)
            let arguments = ["Ana María", "", "--", "-extra", "*", "a\"b", "'", "\n", "{root}", "{args}", "\\"]
            let result = try await fixture.run(arguments)
            #expect(result.stdout == arguments.map { "[\($0)]\n" }.joined())
            #expect(result.stderr == "")
            #expect(result.status == 0)
        }
    }

    @Test func bytesThatAreNoTextArriveToo() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: #"printf '%s' "$1" | od -An -tx1 | tr -d ' \n'"#)
            let caller = #"a=$(printf '\377\200x'); exec "$0" "$a""#
            let program = try Program(
                "/bin/sh", ["-c", caller.replacing("$0", with: fixture.artifact.string)],
                environment: ["BMATRIX_DIR": fixture.cache.string, "PATH": "/usr/bin:/bin"], folder: fixture.folder)
            #expect(try await program.wait().stdout == "ff8078")
        }
    }

    @Test(arguments: [0, 1, 3, 125, 255])
    func exitStatusIsTheProgramsOwn(_ status: Int) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "exit $1")
            #expect(try await fixture.run([String(status)]).status == Int32(status))
        }
    }

    @Test func signalsEndTheProgramItself() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "kill -TERM $$; sleep 5")
            #expect(try await fixture.run().status == 128 + 15)
        }
    }

    @Test func theProgramHasThePidOfTheArtifact() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $$")
            let program = try fixture.start()
            #expect(try await program.wait().stdout == "\(program.pid)\n")
        }
    }

    @Test func stdinPassesThrough() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "cat")
            let text = String(repeating: "0123456789abcdef\n", count: 60_000)
            let input = fixture.folder.appending("input")
            try write(text, to: input)
            #expect(try await fixture.start(stdin: input).wait().stdout == text)
        }
    }

    @Test func environmentIsThatOfTheCallerAndTheManifest() async throws {
        try await withFixture { fixture in
            let script = #"echo "$KEPT|$ROOTDIR|$EMU|$BMATRIX_ROOT|$BMATRIX_SELF|$OTHER""#
            try await fixture.pack(script: script, environment: ["ROOTDIR={root}", "EMU=beam", "OTHER=a={self}={x}"])
            let result = try await fixture.run(environment: ["KEPT": "a b", "EMU": "other"])
            let root = fixture.apps.appending(try #require(fixture.installs().first)).string
            let path = fixture.artifact.string
            #expect(result.stdout == "a b|\(root)|beam|\(root)|\(path)|a=\(path)={x}\n")
        }
    }

    @Test func theProgramMayBeALinkAndKeepsItsArgument0() async throws {
        try await withFixture { fixture in
            try Disk().link(fixture.release.appending("bin/sh"), to: "busybox")
            try await fixture.pack(script: "echo $0", program: "{root}/bin/sh", arguments: ["{root}/main.sh"])
            #expect(try await fixture.run().stdout.hasSuffix("/main.sh\n"))
        }
    }

    @Test func everythingIsUnpackedAsItWas() async throws {
        try await withFixture { fixture in
            let mounts = try await fixture.pack().manifest.layers.flatMap(\.mounts)
            #expect(mounts == ["erts-15", "lib/kernel-10"])
            #expect(try await fixture.run().status == 0)
            let disk = Disk()
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            let packed = try disk.walk(fixture.release)
            let own = packed.map(\.path).filter { path in !mounts.contains { path.hasPrefix($0 + "/") } }
            #expect(try disk.walk(install).map(\.path) == [".bmatrix"] + own)
            for (path, kind) in packed {
                #expect(disk.kind(of: install.appending(path)) == (mounts.contains(path) ? .link : kind))
                let (from, to) = (fixture.release.appending(path), install.appending(path))
                if kind == .file {
                    #expect(try disk.read(from) == disk.read(to), "\(path)")
                    #expect(disk.isExecutable(from) == disk.isExecutable(to), "\(path)")
                }
                if kind == .link { #expect(try disk.readLink(from) == disk.readLink(to)) }
            }
        }
    }

    @Test func aProgramThatCannotRunIsTold() async throws {
        try await withFixture { fixture in
            try await fixture.pack(program: "{root}/erts-15/bin/erl")
            let result = try await fixture.run()
            #expect(result.status == 113)
            #expect(result.stdout == "")
            #expect(result.stderr.hasPrefix("bmatrix: cannot run /"))
            #expect(result.stderr.contains("another kind of machine"))
        }
    }
}
