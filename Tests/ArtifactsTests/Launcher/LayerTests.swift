import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
    import Glibc
#endif

/// What several programs have in common is installed once, and goes with the last of them.
@Suite struct LayerTests {
    private func layers(_ fixture: Fixture) -> [String] {
        ((try? Disk().list(fixture.cache.appending("layers"))) ?? []).sorted()
    }

    @Test func aSecondProgramUnpacksOnlyItself() async throws {
        try await withFixture { fixture in
            let first = try await fixture.pack(script: "cat $BMATRIX_ROOT/lib/kernel-10/ebin/m3.beam | wc -c")
            #expect(try await fixture.run().stdout == "150000\n")
            let made = layers(fixture)
            #expect(made == first.manifest.layers.map { "\($0.component.rawValue)-\($0.id)" }.sorted())
            let inode = status(of: fixture.cache.appending("layers").appending(try #require(made.first)))?.st_ino
            let second = try await fixture.pack(
                script: "wc -c <$BMATRIX_ROOT/lib/kernel-10/ebin/m3.beam; echo second", level: 7)
            #expect(second.manifest.layers == first.manifest.layers, "how it is compressed makes no other layer")
            #expect(try await fixture.run().stdout == "150000\nsecond\n")
            #expect(layers(fixture) == made)
            #expect(status(of: fixture.cache.appending("layers").appending(try #require(made.first)))?.st_ino == inode)
        }
    }

    @Test func otherContentIsAnotherLayer() async throws {
        try await withFixture { fixture in
            let first = try await fixture.pack()
            try write("other", to: fixture.release.appending("lib/kernel-10/ebin/m3.beam"))
            let second = try await fixture.pack()
            #expect(first.manifest.layers[0] == second.manifest.layers[0])
            #expect(first.manifest.layers[1].id != second.manifest.layers[1].id)
        }
    }

    @Test func mountsAreTheTopmostPlacesOfOnePart() throws {
        let entries = [
            ("erts-15/bin/beam.smp", Component.erts), ("erts-15/bin/demo.smp", .app), ("erts-15/lib/x", .erts),
            ("lib/a-1/ebin/a", .otp), ("lib/b-1/b", .elixir), ("lib/c-1/c", .app), ("top", .erts),
        ]
        let tree = try ReleaseTree(
            entries.map {
                .init(path: $0.0, content: .file(source: "/x", size: 0, isExecutable: false), component: $0.1)
            })
        let parts = PayloadParts(tree)
        #expect(
            parts.mounts == [
                .erts: ["erts-15/bin/beam.smp", "erts-15/lib", "top"], .otp: ["lib/a-1"], .elixir: ["lib/b-1"],
            ])
        #expect(parts.folders(of: .erts) == ["erts-15", "erts-15/bin", "erts-15/lib"])
        #expect(parts.folders(of: .app) == ["erts-15", "erts-15/bin", "lib", "lib/c-1"])
        #expect(parts.entries(of: .app).map(\.path) == ["erts-15/bin/demo.smp", "lib/c-1/c"])
    }

    @Test func oldVersionsGoButNoneInUse() async throws {
        try await withFixture { fixture in
            let variables = ["BMATRIX_KEEP": "1"]
            // Another runtime with the first version only, and a program of that version that goes on running.
            try write("old", to: fixture.release.appending("lib/kernel-10/ebin/m3.beam"))
            let old = try await fixture.pack(script: "test -z \"$1\" || exec sleep 600; echo 0")
            let running = try fixture.start(["wait"], environment: variables)
            defer { running.kill(SIGKILL) }
            try await until { fixture.installs().count == 1 }
            try write("new", to: fixture.release.appending("lib/kernel-10/ebin/m3.beam"))
            for version in 1...4 {
                try await fixture.pack(script: "echo \(version)")
                #expect(try await fixture.run(environment: variables).stdout == "\(version)\n")
                try await until { fixture.installs().count <= 3 }
            }
            let inUse = "demo-\(old.manifest.id.prefix(32))"
            #expect(fixture.installs().contains(inUse), "it runs")
            #expect(layers(fixture).count == 3, "two of kernel, one of the runtime: \(layers(fixture))")
            running.kill(SIGKILL)
            _ = try await running.wait()
            try await fixture.pack(script: "echo 5")
            #expect(try await fixture.run(environment: variables).stdout == "5\n")
            try await until { fixture.installs().count == 2 && self.layers(fixture).count == 2 }
            #expect(!fixture.installs().contains(inUse))
        }
    }

    @Test func whatKilledRunsLeftGoesWithTheOldVersions() async throws {
        try await withFixture { fixture in
            for version in 1...2 {
                try await fixture.pack(script: "echo \(version)")
                #expect(try await fixture.run().status == 0)
            }
            try Disk().makeFolder(fixture.apps.appending(".demo-0.partial/inside"))
            try await fixture.pack(script: "echo 3")
            #expect(try await fixture.run(environment: ["BMATRIX_KEEP": "0"]).stdout == "3\n")
            try await until { fixture.installs().count == 1 }
        }
    }

    /// Waits for what the launcher does beside the program; a test that waits in vain fails by its time limit's end.
    private func until(_ condition: () -> Bool) async throws {
        for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(condition())
    }
}
