import Archive
import Digest
import Host
import Matrix
import Synchronization
import SystemPackage
import Testing

@testable import Artifacts

@Suite struct ArtifactWriterTests {
    @Test func theSameReleaseElsewhereGivesTheSameBytes() async throws {
        try await withFixture { first in
            try await withFixture { second in
                try await first.pack(level: 7)
                let packed = try await second.pack(level: 7)
                let bytes = try Disk().read(first.artifact)
                #expect(try Disk().read(second.artifact) == bytes)
                #expect(packed.digest == SHA256.digest(of: bytes))
                #expect(packed.size == bytes.count)
            }
        }
    }

    @Test func thePayloadIsATarThatOthersRead() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            let frames = packed.manifest.frames
            let bytes = try Disk().read(fixture.artifact)
            let last = try #require(frames.last)
            let payload = bytes[Int(frames[0].offset)..<Int(last.offset + last.stored)]
            let file = fixture.folder.appending("payload.tar.zst")
            try write(Array(payload), to: file)
            let unpacked = fixture.folder.appending("unpacked")
            try Disk().makeFolder(unpacked)
            try Unpacker().unpack(file, into: unpacked)
            #expect(try Disk().walk(unpacked).map(\.path) == Disk().walk(fixture.release).map(\.path))
            for (path, kind) in try Disk().walk(unpacked) where kind == .file {
                #expect(try Disk().read(unpacked.appending(path)) == Disk().read(fixture.release.appending(path)))
            }
        }
    }

    @Test func sizesAddUp() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            #expect(packed.sizes.map(\.component) == Component.allCases)
            #expect(packed.sizes.reduce(0) { $0 + $1.stored } == packed.size)
            let raw = Dictionary(uniqueKeysWithValues: packed.sizes.map { ($0.component, $0.raw) })
            #expect(raw[.erts] == 2 * 1960, "copies count once, but for those with another mode")
            #expect(raw[.otp] == 40 * 150_000)
            #expect(raw[.elixir] == 0)
        }
    }

    @Test func framesHoldOneComponentAndStaySmall() async throws {
        try await withFixture { fixture in
            let frames = try await fixture.pack().manifest.frames
            // Folders, files and links of the runtime; of the app too; applications of OTP have no links.
            #expect(frames.map(\.component) == [.erts, .erts, .erts, .otp, .otp, .otp, .app, .app, .app])
            #expect(frames.allSatisfy { $0.raw <= PayloadPlan.largestFrame })
        }
    }

    @Test func framesComeOutOfTheCacheTheSecondTime() async throws {
        try await withFixture { fixture in
            let cache = MemoryCache()
            let first = try await fixture.pack(cache: cache.frames)
            let bytes = try Disk().read(fixture.artifact)
            let second = try await fixture.pack(cache: cache.frames)
            #expect(first.reusedFrames == 0)
            #expect(second.reusedFrames == second.manifest.frames.count)
            #expect(try Disk().read(fixture.artifact) == bytes)
            let other = try await fixture.pack(script: "exit 1", cache: cache.frames)
            #expect(other.reusedFrames == other.manifest.frames.count - 1)
            let level = try await fixture.pack(level: 4, cache: cache.frames)
            #expect(level.reusedFrames == 0)
        }
    }

    @Test func aSpoiltCacheIsNotBelieved() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let bytes = try Disk().read(fixture.artifact)
            let spoilt = try Zstandard.compress(Array("something else".utf8), level: 3)
            for answer in [[], [1, 2, 3], spoilt] as [[UInt8]] {
                let packed = try await fixture.pack(cache: FrameCache(lookup: { _ in answer }, store: { _, _ in }))
                #expect(packed.reusedFrames == 0)
                #expect(try Disk().read(fixture.artifact) == bytes)
            }
        }
    }

    @Test func afterAFailureTheOldArtifactStands() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let bytes = try Disk().read(fixture.artifact)
            var entries = try fixture.tree().entries
            let missing = fixture.folder.appending("missing")
            entries.append(
                .init(path: "m", content: .file(source: missing, size: 1, isExecutable: false), component: .app))
            let tree = try ReleaseTree(entries)
            let description = try ArtifactReader(fixture.artifact).manifest.description
            await #expect(throws: ArtifactError.unreadable(missing, .noSuchFileOrDirectory)) {
                try await ArtifactWriter(level: 3)
                    .write(tree, description, launcher: [1], to: fixture.artifact)
            }
            #expect(try Disk().read(fixture.artifact) == bytes)
            #expect(try Disk().list(fixture.folder).allSatisfy { !$0.hasSuffix(".part") })
        }
    }

    @Test func aFileThatGrewMeanwhileIsToldOf() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let tree = try fixture.tree()
            let description = try ArtifactReader(fixture.artifact).manifest.description
            try write("exit 0 # longer now\n", to: fixture.release.appending("main.sh"))
            await #expect(throws: ArtifactError.changed(fixture.release.appending("main.sh"))) {
                try await ArtifactWriter(level: 3).write(tree, description, launcher: [1], to: fixture.artifact)
            }
        }
    }

    @Test func theProgramMustBeThereAndExecutable() async throws {
        try await withFixture { fixture in
            for program in ["{root}/nothing", "{root}/main.sh", "{root}/lib"] {
                await #expect { try await fixture.pack(program: program) } throws: {
                    ($0 as? ArtifactError)?.code == "artifact.no-program"
                }
            }
        }
    }

    @Test func targetsWithoutALauncherAreRefused() throws {
        let target = try #require(Target.named("windows_arm64", host: .x86_64))
        #expect(throws: ArtifactError.noLauncher(target: "windows_arm64")) { try Launchers.launcher(for: target) }
    }

    @Test func eachTargetHasALauncherOfItsKind() throws {
        let marks: [(String, [UInt8])] = [
            ("any_linux_x86_64", [0x7F, 0x45, 0x4C, 0x46]), ("alpine_3_19_arm64", [0x7F, 0x45, 0x4C, 0x46]),
            ("windows_x86_64", [0x4D, 0x5A]), ("macos_12_arm64", [0xCF, 0xFA, 0xED, 0xFE]),
            ("macos_12_x86_64", [0xCF, 0xFA, 0xED, 0xFE]),
        ]
        for (name, mark) in marks {
            let target = try #require(Target.named(name, host: .x86_64))
            let launcher = try Launchers.launcher(for: target)
            #expect(launcher.starts(with: mark) && launcher.count <= 250 << 10)
        }
    }

    @Test func whatWindowsCannotNameIsRefusedForWindows() async throws {
        try await withFixture { fixture in
            try write([1], to: fixture.release.appending("main.sh"))
            for name in ["a:b", "con\u{1}", "dot.", "what?", "back\\slash", "MAIN.sh", "nul.beam", "Com7"] {
                let file = fixture.release.appending(name)
                try write([1], to: file)
                let tree = try ReleaseTree(scanning: fixture.release) { _ in .app }
                #expect(throws: Never.self) { try NameRules.check(tree, for: .linux) }
                #expect { try NameRules.check(tree, for: .windows) } throws: {
                    ($0 as? ArtifactError)?.code == "artifact.invalid-entry"
                }
                let isRefused = (try? NameRules.check(tree, for: .macos)) == nil
                #expect(isRefused == (name == "MAIN.sh"))
                try Disk().removeTree(file)
            }
        }
    }
}

/// A frame cache in memory.
private final class MemoryCache: Sendable {
    private let kept = Mutex<[String: [UInt8]]>([:])

    var frames: FrameCache {
        FrameCache(
            lookup: { key in self.kept.withLock { $0[key] } },
            store: { key, bytes in self.kept.withLock { $0[key] = bytes } })
    }
}
