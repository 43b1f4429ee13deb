import Artifacts
import Host
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// First runs: whole or not at all, whoever runs at the same time and whatever gets killed.
@Suite struct InstallationTests {
    @Test func sixteenFirstRunsAtOnceAllWork() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ok; test -s $BMATRIX_ROOT/lib/kernel-10/ebin/m39.beam")
            for _ in 0..<6 {
                let programs = try (0..<16).map { _ in try fixture.start() }
                for program in programs {
                    #expect(try await program.wait() == Program.Result(status: 0, stdout: "ok\n", stderr: ""))
                }
                #expect(fixture.installs().count == 1, "nothing but the install is left")
                try Disk().removeTree(fixture.cache)
            }
        }
    }

    @Test func aKilledFirstRunHarmsNoLaterOne() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "cat $BMATRIX_ROOT/lib/kernel-10/ebin/*.beam | wc -c")
            var interrupted = 0
            for round in 0..<50 {
                try Disk().removeTree(fixture.cache)
                let program = try fixture.start()
                usleep(UInt32(round) * 700)
                program.kill(SIGKILL)
                _ = try await program.wait()
                let unpacked = fixture.installs() + ((try? Disk().list(fixture.cache.appending("layers"))) ?? [])
                if unpacked.contains(where: { $0.hasSuffix(".partial") }) { interrupted += 1 }
                #expect(try await fixture.run().stdout == "\(40 * 150_000)\n")
                #expect(fixture.installs().count == 1)
            }
            #expect(interrupted > 0, "no run was killed while it unpacked")
        }
    }

    @Test func anotherBuildOfTheSameVersionIsAnotherInstall() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo one")
            #expect(try await fixture.run().stdout == "one\n")
            try await fixture.pack(script: "echo two")
            #expect(try await fixture.run().stdout == "two\n")
            #expect(fixture.installs().count == 2)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func aFlippedByteOfThePayloadIsFoundAndNothingInstalled(_ eighth: Int) async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            let frames = packed.manifest.frames
            let start = try #require(frames.first).offset
            let last = try #require(frames.last)
            let place = Int(start) + Int(last.offset + last.stored - start - 1) * eighth / 7
            var bytes = try Disk().read(fixture.artifact)
            bytes[place] ^= 0x10
            try write(bytes, to: fixture.artifact, mode: 0o755)
            let result = try await fixture.run()
            #expect(result.status == 111)
            #expect(result.stdout == "")
            #expect(result.stderr.contains("is damaged"))
            #expect(fixture.installs() == [])
        }
    }

    @Test func aFlippedByteOfTheLaunchersPaddingIsFound() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            var bytes = try Disk().read(fixture.artifact)
            bytes[Int(packed.manifest.frames[0].offset) - 1] ^= 1
            try write(bytes, to: fixture.artifact, mode: 0o755)
            let result = try await fixture.run()
            #expect(result.status == 111)
            #expect(result.stderr.contains("launcher"))
        }
    }

    @Test(arguments: [1, 63, 64, 65, 1000, 500_000])
    func aCutOffFileSaysSo(_ missing: Int) async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let bytes = try Disk().read(fixture.artifact)
            try write(Array(bytes.dropLast(missing)), to: fixture.artifact, mode: 0o755)
            let result = try await fixture.run()
            #expect(result.status == 111)
            #expect(result.stderr.hasPrefix("bmatrix: this file is damaged"))
        }
    }

    /// As in a container image that holds the install already.
    @Test(.enabled(if: canMakeContainers, "needs bubblewrap"), arguments: [false, true])
    func anInstallOnAReadOnlyDiskServes(_ isOfAnotherBoot: Bool) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $BMATRIX_ROOT")
            let root = try await fixture.run().stdout
            if isOfAnotherBoot {
                for folder in [fixture.apps, fixture.cache.appending("layers")] {
                    for tree in try Disk().list(folder) {
                        let index = folder.appending(tree).appending(".bmatrix")
                        var bytes = try Disk().read(index)
                        bytes[20] = UInt8(ascii: "z")
                        try write(bytes, to: index, mode: 0o600)
                    }
                }
            }
            let result = try await Program(
                "/usr/bin/bwrap",
                [
                    "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--ro-bind", fixture.cache.string,
                    fixture.cache.string, fixture.artifact.string,
                ],
                environment: ["BMATRIX_DIR": fixture.cache.string, "PATH": "/usr/bin:/bin"], folder: fixture.folder
            ).wait()
            #expect(result == Program.Result(status: 0, stdout: root, stderr: ""))
        }
    }

    @Test(.enabled(if: canMount, "needs user namespaces"))
    func aFullDiskIsToldAndTheNextFolderTaken() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $BMATRIX_ROOT # full")
            let script = """
                mkdir -p \(fixture.folder)/small \(fixture.folder)/large && chmod 700 \(fixture.folder)/small
                mount -t tmpfs -o size=3m,mode=0700 none \(fixture.folder)/small || exit 9
                BMATRIX_DIR=\(fixture.folder)/small \(fixture.artifact); echo $?
                find \(fixture.folder)/small -type f -size +0 | wc -l
                XDG_CACHE_HOME=\(fixture.folder)/small HOME=\(fixture.folder)/large \(fixture.artifact)
                """
            let result = try await Program(
                "/usr/bin/unshare", ["-Urm", "/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
                folder: fixture.folder
            ).wait()
            #expect(result.stdout.hasPrefix("112\n0\n\(fixture.folder)/large/.cache/bmatrix/apps/demo-"))
            #expect(result.stderr.contains("No space left on device"))
        }
    }

    @Test func installsBelongToTheirUserAlone() async throws {
        try await withFixture { fixture in
            let mask = umask(0)
            defer { umask(mask) }
            try await fixture.pack()
            _ = try await fixture.run()
            for path in [fixture.cache, fixture.apps, fixture.apps.appending(try #require(fixture.installs().first))] {
                #expect(status(of: path).map { $0.st_mode & 0o777 } == 0o700)
            }
        }
    }
}
