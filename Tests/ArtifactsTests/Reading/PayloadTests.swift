import Digest
import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
    import Glibc
#endif

/// What is read of a payload, and what is refused though all digests are right.
@Suite struct PayloadTests {
    @Test func tellsEveryEntry() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            let entries = try ArtifactReader(fixture.artifact).entries()
            let tree = try fixture.tree()
            #expect(entries.map(\.path).sorted() == tree.entries.map(\.path).sorted())
            let byPath = Dictionary(uniqueKeysWithValues: entries.map { ($0.path, $0) })
            for case .file(let source, let size, let isExecutable) in tree.entries.map(\.content) {
                let path = String(source.string.dropFirst(fixture.release.string.count + 1))
                let entry = try #require(byPath[path])
                #expect(entry.size == size && entry.isExecutable == isExecutable, "\(path)")
                #expect(try entry.digest == SHA256.digest(ofFile: source), "\(path)")
            }
            #expect(byPath["bin/erl"]?.kind == .link(target: "../erts-15/bin/erl"))
            #expect(byPath["erts-15/bin/heart"]?.kind == .copy(of: "erts-15/bin/erl"))
            #expect(byPath["lib/kernel-10/ebin/m3.beam"]?.component == .otp)
            #expect(packed.manifest.frames.indices.contains(try #require(entries.last).frame))
        }
    }

    @Test func givesTheContentOfWantedFiles() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo wanted")
            var found: [String: [UInt8]] = [:]
            _ = try ArtifactReader(fixture.artifact).entries { entry, _ in
                entry.path == "main.sh"
            } content: {
                found[$0.path] = $1
            }
            #expect(found == ["main.sh": Array("echo wanted\n".utf8)])
        }
    }

    @Test func extractsWhatWasPacked() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let target = fixture.folder.appending("made/here")
            try Disk().makeFolder(target)
            var extraction = Extraction(of: try ArtifactReader(fixture.artifact), to: target) { false }
            try extraction.run()
            #expect(try contents(of: target) == contents(of: fixture.release))
            #expect(Disk().isExecutable(target.appending("erts-15/bin/heart")))
            #expect(!Disk().isExecutable(target.appending("main.sh")))
            #expect(try Disk().list(target.removingLastComponent()) == ["here"])
            #expect(fixture.extractionCode(to: target) == "artifact.not-empty")
            #expect(fixture.extractionCode(to: fixture.artifact) == "artifact.not-empty")
            #expect(fixture.extractionCode(to: fixture.folder.appending("no/where")) == "artifact.unwritable")
        }
    }

    @Test func aStoppedExtractionLeavesNothing() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let parent = fixture.folder.appending("parent")
            try Disk().makeFolder(parent)
            var extraction = Extraction(of: try ArtifactReader(fixture.artifact), to: parent.appending("x")) { true }
            #expect(throws: ArtifactError.interrupted) { try extraction.run() }
            #expect(try Disk().list(parent).isEmpty)
        }
    }

    private func contents(of folder: FilePath) throws -> [String: [UInt8]] {
        let disk = Disk()
        let pairs = try disk.walk(folder).map { path, kind in
            let place = folder.appending(path)
            switch kind {
            case .file: return (path, try disk.read(place))
            case .link: return (path, Array(try disk.readLink(place).utf8))
            default: return (path, [])
            }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static let far = TarHeader.bytes(.folder, path: "a") + TarHeader.bytes(.folder, path: "a/b")

    /// Each is refused by everything that reads a payload, and leaves nothing behind.
    @Test(arguments: [
        ("climbs", CraftedArtifact(TarHeader.bytes(.file, path: "../x"))),
        ("climbs within", CraftedArtifact(far, TarHeader.bytes(.file, path: "a/../../x"))),
        ("absolute", CraftedArtifact(TarHeader.bytes(.file, path: "/tmp/x"))),
        ("nameless", CraftedArtifact(TarHeader.bytes(.file, path: ""))),
        ("empty part", CraftedArtifact(far, TarHeader.bytes(.file, path: "a//x"))),
        ("no folder", CraftedArtifact(TarHeader.bytes(.file, path: "none/x"))),
        ("twice", CraftedArtifact(TarHeader.bytes(.file, path: "x"), TarHeader.bytes(.file, path: "x"))),
        ("file and folder", CraftedArtifact(TarHeader.bytes(.file, path: "x"), TarHeader.bytes(.folder, path: "x"))),
        (
            "below a link",
            CraftedArtifact(TarHeader.bytes(.symbolicLink, path: "x", link: "a"), TarHeader.bytes(.file, path: "x/y"))
        ),
        ("link out", CraftedArtifact(far, TarHeader.bytes(.symbolicLink, path: "a/b/x", link: "../../../etc"))),
        ("link to root", CraftedArtifact(TarHeader.bytes(.symbolicLink, path: "x", link: "/etc/passwd"))),
        ("link to nothing", CraftedArtifact(TarHeader.bytes(.symbolicLink, path: "x"))),
        ("copy of nothing", CraftedArtifact(TarHeader.bytes(.hardLink, path: "x", link: "y"))),
        ("copy from outside", CraftedArtifact(TarHeader.bytes(.hardLink, path: "x", link: "/etc/passwd"))),
        (
            "copy of a link",
            CraftedArtifact(
                TarHeader.bytes(.symbolicLink, path: "y", link: "x"), TarHeader.bytes(.hardLink, path: "x", link: "y"))
        ),
        (
            "folder with content",
            CraftedArtifact(TarHeader.bytes(.folder, path: "x", size: 512), .init(repeating: 0, count: 512))
        ),
        ("other sizes", CraftedArtifact(TarHeader.bytes(.file, path: "x"), contents: [.app: 1])),
        ("no archive", CraftedArtifact(Array("hello".utf8))),
        ("behind the end", CraftedArtifact(TarHeader.end, TarHeader.bytes(.file, path: "x"))),
    ])
    func whatNoArtifactHoldsIsRefused(_ name: String, _ crafted: CraftedArtifact) async throws {
        try await expect("artifact.malformed-payload", crafted, name)
    }

    @Test func framesMustHoldWhatTheManifestSays() async throws {
        let whole = CraftedArtifact(TarHeader.bytes(.file, path: "x"))
        var more = whole
        more.rawSizes = [0: 512]
        try await expect("artifact.malformed-payload", more)
        var less = whole
        less.rawSizes = [0: 4096]
        try await expect("artifact.malformed-payload", less)
        var garbage = whole
        garbage.stored = [0: Array("not a frame".utf8)]
        try await expect("artifact.malformed-payload", garbage)
        var torn = whole
        torn.frames = [Array(whole.frames[0].prefix(700)), Array(whole.frames[0].dropFirst(700))]
        try await expect("artifact.malformed-payload", torn)
        var layer = whole
        layer.layers = [Layer(component: .app, id: String(repeating: "0", count: 32), mounts: ["x"])]
        try await expect("artifact.malformed-payload", layer)
        try await expect(nil, whole)
    }

    @Test func whatFillsDisksIsRefusedUnread() async throws {
        var bomb = CraftedArtifact(TarHeader.bytes(.file, path: "x"))
        bomb.rawSizes = [0: 1 << 40]
        try await expect("artifact.too-large", bomb)
        bomb.rawSizes = [0: .max]
        try await expect("artifact.too-large", bomb)
    }

    @Test func aFileLargerThanAFrameIsRead() async throws {
        let size: UInt64 = 12 << 20
        let zeros = CraftedArtifact(
            TarHeader.bytes(.file, path: "x", size: size), .init(repeating: 0, count: Int(size)),
            contents: [.app: size])
        try await withFixture { fixture in
            try zeros.write(to: fixture.artifact)
            let entries = try ArtifactReader(fixture.artifact).entries()
            #expect(entries.map(\.size) == [size])
        }
    }

    private func expect(_ code: String?, _ crafted: CraftedArtifact, _ name: String = "") async throws {
        try await withFixture { fixture in
            try crafted.write(to: fixture.artifact)
            let parent = fixture.folder.appending("parent")
            try Disk().makeFolder(parent)
            #expect(fixture.extractionCode(to: parent.appending("x")) == code, "\(name)")
            #expect(try Disk().list(parent) == (code == nil ? ["x"] : []), "\(name)")
            do throws(ArtifactError) {
                _ = try ArtifactReader(fixture.artifact).entries()
                #expect(code == nil, "\(name)")
            } catch { #expect(error.code == code, "\(name)") }
        }
    }
}

extension Fixture {
    /// The code that unpacking the artifact ends with.
    fileprivate func extractionCode(to target: FilePath) -> String? {
        do throws(ArtifactError) {
            var extraction = Extraction(of: try ArtifactReader(artifact), to: target) { false }
            try extraction.run()
            return nil
        } catch { return error.code }
    }
}
