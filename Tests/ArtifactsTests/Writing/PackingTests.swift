import Digest
import Foundation
import Host
import Matrix
import Synchronization
import SystemPackage
import Testing

@testable import Artifacts

/// Frames: how files come into them, and that nothing but the files decides about their bytes.
struct PackingTests {
    private func file(_ path: String, _ size: UInt64) throws -> PackedFile {
        let content = ReleaseTree.Content.file(source: "/x", size: size, isExecutable: false)
        return try #require(PackedFile(.init(path: path, content: content, component: .app)))
    }

    @Test func modulesComeLastAndSmallOnesFirst() throws {
        let files = try [
            file("b.beam", 5), file("lib/a.so", 900), file("a.beam", 5), file("z", 1), file("c.beam", 1), file("y", 1),
        ]
        let expected = ["y", "z", "lib/a.so", "c.beam", "a.beam", "b.beam"]
        for _ in 0..<10 { #expect(FileOrder.sorted(files.shuffled()).map(\.path) == expected) }
    }

    /// Files of all kinds and sizes: repetitive, random, one larger than a frame, copies.
    private func fill(_ folder: FilePath, names: [Int]) throws {
        let disk = Disk()
        for name in names {
            var bytes: [UInt8] = []
            var state = UInt64(name) &* 0x9E37_79B9_7F4A_7C15 &+ 1
            for _ in 0..<(name == 7 ? 13 << 20 : name * 30_011 % 400_000) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(UInt8(truncatingIfNeeded: state >> 60) &+ UInt8(name % 3))
            }
            if name % 10 == 9 { bytes = [1, 2, 3] }
            let path = folder.appending("lib/app\(name % 4)-1/ebin/file\(name).\(name % 2 == 0 ? "beam" : "so")")
            try disk.makeFolder(path.removingLastComponent())
            try disk.write(bytes, to: path, durable: false)
        }
    }

    private func pack(
        _ folder: FilePath, to artifact: FilePath, level: Int32 = 3, width: Int, cache: FrameCache = .none
    ) async throws -> PackedArtifact {
        let tree = try ReleaseTree(scanning: folder) {
            $0.hasPrefix("lib/app1") ? .otp : $0.hasPrefix("lib/app2") ? .erts : .app
        }
        let description = ArtifactDescription(
            app: "demo", version: "1", mode: .cli, otp: "27", target: "any_linux_x86_64", cell: "demo",
            program: "/bin/true",
            smoke: "")
        return try await ArtifactWriter(level: level, cache: cache, width: width).write(
            tree, description, launcher: [1, 2, 3], to: artifact)
    }

    @Test(arguments: [1, 3] as [Int32])
    func theSameBytesWhateverTheWidthAndTheOrderOfListing(level: Int32) async throws {
        try await withTemporary { folder in
            try fill(folder.appending("one"), names: Array(0..<40))
            try fill(folder.appending("two"), names: Array((0..<40).reversed()))
            for name in ["one", "two"] {
                let path = folder.appending("\(name)/lib/app0-1/ebin/file0.beam").string
                #expect(chmod(path, name == "one" ? 0o600 : 0o666) == 0, "as two umasks leave it")
            }
            var digests: Set<String> = []
            for (number, (name, width)) in [("one", 1), ("one", 2), ("one", 8), ("two", 3), ("two", 1)].enumerated() {
                let artifact = folder.appending("artifact\(number)")
                digests.insert(
                    try await pack(folder.appending(name), to: artifact, level: level, width: width).digest.hex)
            }
            #expect(digests.count == 1)
        }
    }

    @Test func aFrameIsCompressedOnceForAllThatHaveIt() async throws {
        try await withTemporary { folder in
            try fill(folder.appending("one"), names: Array(0..<40))
            let kept = Mutex<[String: [UInt8]]>([:])
            let stores = Mutex(0)
            let cache = FrameCache(
                lookup: { key in kept.withLock { $0[key] } },
                store: { key, bytes in
                    kept.withLock { $0[key] = bytes }
                    stores.withLock { $0 += 1 }
                })
            let first = try await pack(folder.appending("one"), to: folder.appending("first"), width: 2, cache: cache)
            let compressed = stores.withLock { $0 }
            #expect(compressed == first.manifest.frames.count)
            // Another app: the same runtime, another file of its own.
            try Disk().write([9, 9], to: folder.appending("one/own"), durable: false)
            let second = try await pack(folder.appending("one"), to: folder.appending("second"), width: 2, cache: cache)
            let own = second.manifest.frames.filter { $0.component == .app }.count
            #expect(second.reusedFrames >= second.manifest.frames.count - own)
            #expect(stores.withLock { $0 } <= compressed + own)
            // Another level is another frame.
            _ = try await pack(folder.appending("one"), to: folder.appending("third"), level: 4, width: 2, cache: cache)
            #expect(stores.withLock { $0 } >= compressed + first.manifest.frames.count)
        }
    }

    private func withTemporary(_ body: (FilePath) async throws -> Void) async throws {
        let folder = FilePath(FileManager.default.temporaryDirectory.appending(path: "packing-\(UUID())").path)
        try Disk().makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        try await body(folder)
    }
}
