import Artifacts
import Host
import Matrix
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Which folders the launcher trusts with programs to run. Each script is another, since an install that is there
/// already, wherever, is what runs.
@Suite struct CacheFolderTests {
    @Test func aFolderThatOthersMayWriteToIsRefused() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            try Disk().makeFolder(fixture.cache)
            chmod(fixture.cache.string, 0o770)
            let result = try await fixture.run()
            #expect(result.status == 112)
            #expect(result.stderr.contains("\(fixture.cache): other users may write to it"))
            #expect(try Disk().list(fixture.cache) == [])
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can give folders away"))
    func aFolderOfAnotherUserIsRefusedEvenIfItHoldsAnInstall() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ran")
            #expect(try await fixture.run().stdout == "ran\n")
            for path in [fixture.apps, fixture.cache] {
                chown(path.string, 65534, 65534)
                let result = try await fixture.run()
                #expect(result.status == 112)
                #expect(result.stderr.contains("it belongs to user 65534"))
                chown(path.string, 0, 0)
            }
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            chown(install.string, 65534, 65534)
            #expect(try await fixture.run().stdout == "ran\n", "a foreign install is replaced, not run")
            #expect(status(of: install)?.st_uid == 0)
        }
    }

    @Test func aChosenFolderMustBeAbsolute() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let result = try await fixture.run(environment: ["BMATRIX_DIR": "somewhere"])
            #expect(result.status == 112)
            #expect(result.stderr.contains("somewhere: not an absolute path"))
        }
    }

    @Test func theUsersCacheComesFirstThenHisHome() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $BMATRIX_ROOT # home")
            let home = fixture.folder.appending("home")
            try Disk().makeFolder(home)
            var environment = ["BMATRIX_DIR": "", "HOME": home.string]
            let inHome = try await fixture.run(environment: environment).stdout
            #expect(inHome.hasPrefix("\(home)/.cache/bmatrix/apps/demo-"))
            try Disk().removeTree(home.appending(".cache"))
            environment["XDG_CACHE_HOME"] = "\(home)/xdg"
            let inCache = try await fixture.run(environment: environment).stdout
            #expect(inCache.hasPrefix("\(home)/xdg/bmatrix/apps/demo-"))
        }
    }

    @Test func aLinkInASharedFolderIsNotFollowed() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack(script: "echo $BMATRIX_ROOT # link")
            let shared = fixture.folder.appending("shared")
            try Disk().makeFolder(shared)
            try Disk().makeFolder(fixture.cache, mode: 0o700)
            try Disk().link(shared.appending("bmatrix-\(getuid())"), to: fixture.cache.string)
            let result = try await fixture.run(environment: ["BMATRIX_DIR": "", "TMPDIR": shared.string])
            #expect(result.status == 0)
            #expect(!result.stdout.hasPrefix(shared.string))
            #expect(fixture.installs() == [])
            try removeInstall(result.stdout, packed)
        }
    }

    @Test func aSharedFolderWithoutStickyBitIsSkipped() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack(script: "echo $BMATRIX_ROOT # sticky")
            let shared = fixture.folder.appending("shared")
            try Disk().makeFolder(shared)
            chmod(shared.string, 0o777)
            let environment = ["BMATRIX_DIR": "", "TMPDIR": shared.string]
            let elsewhere = try await fixture.run(environment: environment)
            #expect(!elsewhere.stdout.hasPrefix(shared.string))
            try removeInstall(elsewhere.stdout, packed)
            chmod(shared.string, 0o1777)
            let there = try await fixture.run(environment: environment)
            #expect(there.stdout.hasPrefix("\(shared)/bmatrix-\(getuid())/apps/demo-"))
        }
    }

    @Test(.enabled(if: canMount, "needs user namespaces"))
    func aNoexecMountIsSkipped() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $BMATRIX_ROOT # noexec")
            let script = """
                mkdir -p \(fixture.folder)/closed \(fixture.folder)/open && chmod 700 \(fixture.folder)/*ed
                mount -t tmpfs -o noexec,mode=0700 none \(fixture.folder)/closed || exit 9
                BMATRIX_DIR=\(fixture.folder)/closed \(fixture.artifact); echo $?
                XDG_CACHE_HOME=\(fixture.folder)/closed HOME=\(fixture.folder)/open \(fixture.artifact)
                """
            let program = try Program(
                "/usr/bin/unshare", ["-Urm", "/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
                folder: fixture.folder)
            let result = try await program.wait()
            #expect(result.stdout.hasPrefix("112\n\(fixture.folder)/open/.cache/bmatrix/apps/demo-"))
            #expect(result.stderr.contains("closed: programs may not be run from it (noexec)"))
        }
    }

    /// With `/tmp` of its own, with nothing that can be written to, and without `/proc`.
    @Test(
        .enabled(if: canMakeContainers, "needs bubblewrap"),
        arguments: [["--tmpfs", "/tmp", "--proc", "/proc"], ["--proc", "/proc"], ["--tmpfs", "/tmp"]])
    func aRootThatHoldsNothingElseWillDo(_ mounts: [String]) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $BMATRIX_ROOT $1; $BMATRIX_ROOT/bin/busybox id -u")
            let root = fixture.folder.appending("root")
            for folder in ["tmp", "proc", "dev"] { try Disk().makeFolder(root.appending(folder)) }
            try Disk().copyFile(fixture.artifact, to: root.appending("app"))
            try write([], to: root.appending("dev/null"))
            let user = ["--unshare-user", "--uid", "1234", "--gid", "1234", "--clearenv"]
            let place = ["--ro-bind", root.string, "/", "--dev-bind", "/dev/null", "/dev/null"]
            let result = try await Program(
                "/usr/bin/bwrap", user + place + mounts + ["/app", "hello"], environment: [:], folder: fixture.folder
            ).wait()
            #expect(result.stderr == "")
            #expect(result.stdout.hasPrefix("/tmp/bmatrix"))
            #expect(result.stdout.hasSuffix(" hello\n1234\n"))
        }
    }

    /// The shared folders of the host are used only by tests that force the launcher there.
    private func removeInstall(_ root: String, _ packed: PackedArtifact) throws {
        let path = FilePath(root.trimmingNewline)
        guard root.contains("/apps/demo-") else { return }
        try Disk().removeTree(path)
        let layers = path.removingLastComponent().removingLastComponent().appending("layers")
        for layer in packed.manifest.layers {
            try Disk().removeTree(layers.appending("\(layer.component.rawValue)-\(layer.id)"))
        }
    }

    /// What root put where a user's cache is looked for is not the user's, whatever it allows; nor is the reverse.
    @Test(.enabled(if: getuid() == 0, "only root can be another user"), arguments: [0o700, 0o777, 0o755])
    func aFolderThatAnotherUserHasPreparedIsSkipped(_ mode: Int) async throws {
        try await withFixture { fixture in
            chmod(fixture.folder.string, 0o755)
            try await fixture.pack(script: "echo $BMATRIX_ROOT # prepared")
            for (user, other) in [(65534, 0), (0, 65534)] {
                let (shared, home) = (
                    fixture.folder.appending("shared\(user)"), fixture.folder.appending("home\(user)")
                )
                for folder in [shared, home] { try Disk().makeFolder(folder) }
                chmod(shared.string, 0o1777)
                chown(home.string, uid_t(user), uid_t(user))
                let prepared = shared.appending("bmatrix-\(user)")
                try Disk().makeFolder(prepared.appending("apps"))
                for folder in [prepared, prepared.appending("apps")] {
                    chown(folder.string, uid_t(other), uid_t(other))
                    chmod(folder.string, mode_t(mode))
                }
                let result = try await Program(
                    "/usr/bin/setpriv",
                    ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", fixture.artifact.string],
                    environment: ["TMPDIR": shared.string, "HOME": home.string, "XDG_CACHE_HOME": prepared.string],
                    folder: fixture.folder
                ).wait()
                #expect(result.stdout.hasPrefix("\(home)/.cache/bmatrix/apps/demo-"), "\(result.stderr)")
                #expect(try Disk().list(prepared.appending("apps")) == [])
            }
        }
    }
}

extension String {
    var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}

/// May this user make namespaces and mount in them?
let canMount: Bool = {
    system("unshare -Urm mount -t tmpfs none /mnt >/dev/null 2>&1") == 0
}()

/// May this user make containers with bubblewrap?
let canMakeContainers: Bool = {
    system("bwrap --unshare-user --uid 1234 --ro-bind / / --proc /proc --dev /dev /bin/true >/dev/null 2>&1") == 0
}()
