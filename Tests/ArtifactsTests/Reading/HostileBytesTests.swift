import Archive
import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

/// What the fuzzers of `ci/fuzz` found to reach all of the readers' code, given to the readers again, and to the real launcher.
@Suite struct HostileBytesTests {
    private static let corpus = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().removingLastComponent().appending("ci/fuzz.d/corpus")

    private func inputs(_ target: String) throws -> [[UInt8]] {
        let folder = Self.corpus.appending(target)
        let inputs = try Disk().list(folder).map { try Disk().read(folder.appending($0)) }
        #expect(!inputs.isEmpty, "\(target)")
        return inputs
    }

    @Test func anyEndOfAFileIsReadOrRefused() async throws {
        try await withFixture { fixture in
            for input in try inputs("tool-footer") + inputs("launcher-footer") {
                try write(input, to: fixture.artifact, mode: 0o755)
                do throws(ArtifactError) { try ArtifactReader(fixture.artifact).verify() } catch {
                    #expect(error.code.hasPrefix("artifact."))
                }
            }
        }
    }

    @Test func anyManifestIsReadOrRefused() throws {
        for input in try inputs("tool-manifest") + inputs("launcher-manifest") {
            do throws(ManifestFault) {
                let manifest = try Manifest(text: input)
                #expect(!manifest.id.isEmpty)
            } catch { #expect(!error.detail.isEmpty) }
        }
    }

    /// Sums of sizes are made of what a manifest says.
    @Test func sizesThatNoDiskHoldsAreRefused() async throws {
        try await withFixture { fixture in
            try CraftedArtifact(contents: [.app: .max, .otp: .max]).write(to: fixture.artifact)
            do throws(ArtifactError) {
                let reader = try ArtifactReader(fixture.artifact)
                Issue.record("read, of \(reader.sizes.reduce(0) { $0 + $1.raw }) bytes")
            } catch { #expect(error.code == "artifact.damaged-manifest") }
        }
    }

    @Test func anyFrameIsReadOrRefused() throws {
        for input in try inputs("tool-frame") + inputs("launcher-frame") {
            do throws(ArchiveError) {
                let content = try Zstandard.decompress(input, limit: 4096)
                #expect(content.count <= 4096)
            } catch { #expect(error.code.hasPrefix("archive.")) }
        }
    }

    /// By the tool and by the launcher, of which nothing appears outside of the folders they were given.
    @Test func anyPayloadIsUnpackedOrRefused() async throws {
        try await withFixture { fixture in
            for input in try inputs("tool-tree") + inputs("launcher-tree") where input.count > 2 {
                let cut = min(Int(input[0]) * TarHeader.block, input.count - 2)
                var crafted = try CraftedArtifact.withLauncher()
                crafted.frames = [Array(input[2..<(2 + cut)]), Array(input[(2 + cut)...])].filter { !$0.isEmpty }
                try await fixture.expectNothingOutside(crafted)
            }
        }
    }

    /// Links that each stay inside, as far as their own text tells, and together lead out.
    @Test func linksDoNotLeadOutTogether() async throws {
        let file = TarHeader.bytes(.folder, path: "a") + TarHeader.bytes(.file, path: "a/file")
        let crafted = try CraftedArtifact.withLauncher(
            file, TarHeader.bytes(.folder, path: "a/b"), TarHeader.bytes(.symbolicLink, path: "a/b/up", link: "../.."),
            TarHeader.bytes(.symbolicLink, path: "a/b/up/out", link: "../../.."),
            TarHeader.bytes(.symbolicLink, path: "out/appeared", link: "x"))
        try await withFixture { fixture in
            try await fixture.expectNothingOutside(crafted)
            let sound = try await fixture.expectNothingOutside(try .withLauncher(file))
            #expect(sound.stderr.contains("cannot run /x"), "\(sound)")
        }
    }

    @Test func noPartWritesThroughTheLinksOfAnother() async throws {
        var crafted = try CraftedArtifact.withLauncher()
        crafted.components = [0: .otp]
        crafted.frames = [
            TarHeader.bytes(.folder, path: "a") + TarHeader.bytes(.folder, path: "a/b")
                + TarHeader.bytes(.symbolicLink, path: "a/b/up", link: "../..")
                + TarHeader.bytes(.symbolicLink, path: "out", link: "a/b/up/../../.."),
            TarHeader.bytes(.file, path: "file") + TarHeader.bytes(.hardLink, path: "out/appeared", link: "file")
                + TarHeader.end,
        ]
        _ = try await withFixture { try await $0.expectNothingOutside(crafted) }
    }
}

extension Fixture {
    /// Has the tool and the launcher unpack an artifact that cannot be started.
    @discardableResult
    fileprivate func expectNothingOutside(_ crafted: CraftedArtifact) async throws -> Program.Result {
        // A process of the one before may still be cleaning up.
        try? Disk().removeFile(artifact)
        try crafted.write(to: artifact)
        let parent = folder.appending("parent")
        try Disk().makeFolder(parent)
        do throws(ArtifactError) {
            var extraction = Extraction(of: try ArtifactReader(artifact), to: parent.appending("x")) { false }
            try extraction.run()
        } catch { #expect(error.code.hasPrefix("artifact.")) }
        #expect(try Disk().list(parent).allSatisfy { $0 == "x" })
        try Disk().removeTree(parent)
        let result = try await run()
        #expect((110...119).contains(result.status), "\(result)")
        let expected: Set<String> = ["artifact", "cache", "release"]
        #expect(try Disk().list(folder).allSatisfy { expected.contains($0) || $0.hasPrefix("output") })
        return result
    }
}

extension CraftedArtifact {
    /// One that can be run, at least by name.
    fileprivate static func withLauncher(_ entries: [UInt8]...) throws -> CraftedArtifact {
        let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
        var launcher = try Launchers.launcher(for: target)
        launcher += [UInt8](repeating: 0, count: -launcher.count & (ArtifactWriter.alignment - 1))
        var crafted = CraftedArtifact()
        crafted.frames = [entries.flatMap(\.self) + TarHeader.end]
        crafted.launcher = launcher
        return crafted
    }
}
