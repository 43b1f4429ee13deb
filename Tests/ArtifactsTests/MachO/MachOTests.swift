import Digest
import Foundation
import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

/// Artifacts for macOS: laid out and signed here, read back by the tool and by a script that knows Apple's formats only.
@Suite struct MachOTests {
    private static let targets = ["macos_12_arm64", "macos_12_x86_64"]

    private func pack(_ fixture: Fixture, _ name: String = "macos_12_arm64", smoke: String = "[]") async throws
        -> PackedArtifact
    {
        try write("exit 0\n", to: fixture.release.appending("main.sh"))
        let target = try #require(Target.named(name, host: .x86_64))
        let description = ArtifactDescription(
            app: "demo", version: "1.2.3", mode: .cli, otp: "27.3.4.1", target: name, cell: "demo/cli",
            program: "{root}/bin/busybox", arguments: ["sh"], smoke: smoke)
        return try await ArtifactWriter(level: 3)
            .write(try fixture.tree(), description, for: target, to: fixture.artifact)
    }

    /// What the script says of a file: how many pages it has, and what it is called; nil if something is wrong.
    private func pages(_ artifact: FilePath) throws -> String? {
        let (status, text) = try PythonScript("macho_pages.py").run(artifact.string)
        return status == 0 ? text : nil
    }

    @Test(arguments: targets)
    func anArtifactIsWhatAppleAndTheToolRead(name: String) async throws {
        try await withFixture { fixture in
            let packed = try await pack(fixture, name)
            let bytes = try Disk().read(fixture.artifact)
            #expect(packed.size == bytes.count && packed.digest == SHA256.digest(of: bytes))
            #expect(packed.sizes.reduce(0) { $0 + $1.stored } == bytes.count)
            let reader = try ArtifactReader(fixture.artifact)
            #expect(reader.sizes == packed.sizes && reader.manifest == packed.manifest)
            var files: [String] = []
            try reader.forEach { if case .entry(let entry) = $0, entry.kind != .folder { files.append(entry.path) } }
            #expect(files.count == (try fixture.tree()).entries.filter { $0.content != .folder }.count)
            let places = try #require(try layout(bytes)?.places)
            #expect(try pages(fixture.artifact) == "\((places.signature + 4095) / 4096) demo\n")
        }
    }

    @Test func theSameInputsGiveTheSameBytes() async throws {
        try await withFixture { fixture in
            let packed = [try await pack(fixture).digest, try await pack(fixture).digest]
            #expect(packed[0] == packed[1])
        }
    }

    @Test func theLaunchersDigestIsThatOfTheLauncherAlone() async throws {
        try await withFixture { fixture in
            let one = try await pack(fixture, smoke: "[]")
            try write(noise, to: fixture.release.appending("more"))
            let other = try await pack(fixture, smoke: "[1]")
            #expect(one.size != other.size && one.manifest.launcherDigest == other.manifest.launcherDigest)
        }
    }

    @Test func aSealedCopyIsWhatWouldHaveBeenPacked() async throws {
        try await withFixture { fixture in
            for smoke in ["[]", "[\(String(repeating: "1,", count: 40_000))1]"] {
                _ = try await pack(fixture, smoke: smoke)
                let wanted = try Disk().read(fixture.artifact)
                let description = try ArtifactReader(fixture.artifact).manifest.description
                _ = try await pack(fixture, smoke: "[\(String(repeating: "2,", count: 9_000))2]")
                let copy = fixture.folder.appending("copy")
                let sealed = try await SealedCopy(of: ArtifactReader(fixture.artifact)).write(description, to: copy)
                #expect(try Disk().read(copy) == wanted)
                #expect(sealed.size == wanted.count && sealed.digest == SHA256.digest(of: wanted))
                #expect(sealed.sizes == (try ArtifactReader(copy)).sizes)
            }
        }
    }

    /// Parts of a file, and what is said when a byte of them has changed.
    @Test func everyKindOfDamageIsNoticed() async throws {
        try await withFixture { fixture in
            _ = try await pack(fixture)
            let bytes = try Disk().read(fixture.artifact)
            let places = try #require(try layout(bytes)?.places)
            let footer = try ArtifactReader(fixture.artifact).footer
            let damages: [(UInt64, String)] = [
                (places.begin - 5, "artifact.damaged-launcher"), (20_000, "artifact.damaged-launcher"),
                (places.begin + 50, "artifact.damaged-payload"),
                (footer.manifestOffset + 9, "artifact.damaged-manifest"),
                (places.end - 60, "artifact.damaged-footer"), (places.end + 1, "artifact.damaged-signature"),
                (places.lastSegment + 9, "artifact.damaged-signature"),
                (places.size - 900, "artifact.damaged-signature"), (places.signature, "artifact.damaged-signature"),
            ]
            for (place, code) in damages {
                var damaged = bytes
                damaged[Int(place)] ^= 4
                try write(damaged, to: fixture.artifact)
                #expect(throws: ArtifactError.self, "byte \(place)") {
                    do throws(ArtifactError) { try ArtifactReader(fixture.artifact).verify() } catch {
                        #expect(error.code == code, "byte \(place)")
                        throw error
                    }
                }
                #expect(try pages(fixture.artifact) == nil, "byte \(place)")
            }
            for wrong in [Array(bytes.dropLast(1)), bytes + [0], Array(bytes.prefix(300_000))] {
                try write(wrong, to: fixture.artifact)
                #expect(throws: ArtifactError.truncated(fixture.artifact)) { try ArtifactReader(fixture.artifact) }
            }
        }
    }

    /// Of load commands, no byte may change unnoticed, nor lead a reader astray.
    @Test func noByteOfTheCommandsMayChange() async throws {
        try await withFixture { fixture in
            _ = try await pack(fixture)
            let bytes = try Disk().read(fixture.artifact)
            let end = 32 + Int(bytes[20]) + Int(bytes[21]) << 8
            for place in stride(from: 0, to: end, by: 7) {
                var damaged = bytes
                damaged[place] ^= UInt8(1 << (place % 8))
                try write(damaged, to: fixture.artifact)
                #expect(throws: ArtifactError.self, "byte \(place)") { try ArtifactReader(fixture.artifact).verify() }
            }
        }
    }

    /// As `codesign` does: another signature, which is longer, with commands to match.
    @Test func anArtifactMayBeSignedAnew() async throws {
        try await withFixture { fixture in
            _ = try await pack(fixture)
            let bytes = try Disk().read(fixture.artifact)
            let (commands, places) = try #require(try layout(bytes))
            let text = try #require(commands.segment("__TEXT"))
            let name = "org.example." + String(repeating: "x", count: 5000)
            let size = CodeSignature.size(of: places.signature, identifier: name)
            var layout = MachOLayout(commands, moved: 0)
            layout.setLastSegment(
                at: places.lastSegment, size: places.signature - places.lastSegment + UInt64(size))
            layout.setSignature(at: places.signature, size: size)
            let front = layout.commands.bytes
            let signed = front + bytes[front.count..<Int(places.signature)]
            var pages = PageDigests()
            pages.add(signed)
            let signature = CodeSignature.bytes(
                pages.finish(), codeSize: places.signature, identifier: name,
                textSize: commands.number(text, 48, as: UInt64.self))
            try write(signed + signature, to: fixture.artifact)
            try ArtifactReader(fixture.artifact).verify()
            #expect(try self.pages(fixture.artifact)?.hasSuffix("\(name)\n") == true)
        }
    }

    @Test func commandsThatMakeNoSenseAreNone() throws {
        let target = try #require(Target.named("macos_12_arm64", host: .x86_64))
        let launcher = try Launchers.launcher(for: target)
        let commands = try #require(LoadCommands(launcher))
        let end = try #require(commands.commands.last.map { $0.place + $0.size })
        for count in 0..<end { #expect(LoadCommands(Array(launcher.prefix(count))) == nil) }
        for (place, value) in [(36, 0), (36, 0xFF), (37, 0xFF), (39, 0x80), (16, 0xFF)] {
            var wrong = Array(launcher.prefix(LoadCommands.limit))
            wrong[place] = UInt8(value)
            #expect(LoadCommands(wrong).flatMap { MachOPlaces($0) } == nil, "byte \(place)")
        }
    }

    private func layout(_ bytes: [UInt8]) throws -> (commands: LoadCommands, places: MachOPlaces)? {
        guard let commands = LoadCommands(Array(bytes.prefix(LoadCommands.limit))) else { return nil }
        return MachOPlaces(commands).map { (commands, $0) }
    }
}
