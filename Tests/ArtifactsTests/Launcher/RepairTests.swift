import Host
import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
    import Glibc
#endif

/// Installs that somebody or something has damaged: noticed at the next start, and mended.
@Suite struct RepairTests {
    /// Prints a digest of everything that it was packed with.
    private static let script = """
        cd $BMATRIX_ROOT && cat bin/busybox erts-15/bin/data erts-15/bin/erl lib/kernel-10/ebin/*.beam lib/demo-1/* | sha256sum
        """

    /// What is done to a file of the install; the paths lie in a layer, in the app's own tree, and in the root of it.
    enum Damage: CaseIterable, CustomTestStringConvertible {
        case removed, emptied, shortened, lengthened, becameFolder, becameLink, becamePipe, folderRemoved,
            folderBecameFile

        func apply(to path: FilePath) throws {
            let disk = Disk()
            switch self {
            case .removed: try disk.removeFile(path)
            case .emptied: truncate(path.string, 0)
            case .shortened: truncate(path.string, off_t((disk.size(of: path) ?? 0) - 1))
            case .lengthened: truncate(path.string, off_t((disk.size(of: path) ?? 0) + 1))
            case .becameFolder:
                try disk.removeFile(path)
                try disk.makeFolder(path.appending("inside"))
            case .becameLink:
                try disk.removeFile(path)
                try disk.link(path, to: "/etc/passwd")
            case .becamePipe:
                try disk.removeFile(path)
                mkfifo(path.string, 0o600)
            case .folderRemoved: try disk.removeTree(path.removingLastComponent())
            case .folderBecameFile:
                let folder = path.removingLastComponent()
                try disk.removeTree(folder)
                try write("file", to: folder)
            }
        }

        var testDescription: String { "\(self)" }
    }

    @Test(arguments: Damage.allCases)
    func aDamagedFileIsMended(_ damage: Damage) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.script)
            let whole = try await fixture.run().stdout
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            for path in [
                "lib/kernel-10/ebin/m7.beam", "lib/demo-1/zażółć gęślą.txt", "erts-15/bin/data", "bin/busybox",
            ] {
                try damage.apply(to: Self.resolved(install.appending(path)))
                let result = try await fixture.run()
                #expect(result == Program.Result(status: 0, stdout: whole, stderr: ""), "\(path)")
            }
            #expect(fixture.installs().count == 1, "nothing else is left")
        }
    }

    /// And nobody waits for the other end of a pipe.
    @Test(arguments: [Damage.becameFolder, .becameLink, .becamePipe])
    func whateverHasTheNameOfAnIndexGoes(_ damage: Damage) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.script)
            let whole = try await fixture.run().stdout
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            for tree in [install, try Self.resolved(install.appending("erts-15")).removingLastComponent()] {
                try damage.apply(to: tree.appending(".bmatrix"))
                #expect(try await fixture.run() == Program.Result(status: 0, stdout: whole, stderr: ""), "\(tree)")
                #expect(status(of: tree.appending(".bmatrix")).map { $0.st_mode & S_IFMT } == S_IFREG)
            }
        }
    }

    @Test func aLostModeIsMended() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ok")
            _ = try await fixture.run()
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            chmod(install.appending("bin/busybox").string, 0o644)
            #expect(try await fixture.run().stdout == "ok\n")
        }
    }

    @Test func aRemovedLinkIntoALayerIsMended() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.script)
            let whole = try await fixture.run().stdout
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            try Disk().removeFile(install.appending("lib/kernel-10"))
            #expect(try await fixture.run().stdout == whole)
        }
    }

    @Test func aMissingLayerIsMadeAgain() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.script)
            let whole = try await fixture.run().stdout
            let layers = fixture.cache.appending("layers")
            for layer in try Disk().list(layers) {
                try Disk().removeTree(layers.appending(layer))
                #expect(try await fixture.run().stdout == whole, "\(layer)")
            }
        }
    }

    @Test(arguments: [0, 1, 14, 62, 63, 64, 200])
    func aDamagedIndexIsMadeAgain(_ length: Int) async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.script)
            let whole = try await fixture.run().stdout
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            let index = install.appending(".bmatrix")
            let bytes = try Disk().read(index)
            truncate(index.string, off_t(length))
            #expect(try await fixture.run().stdout == whole)
            #expect(try Disk().read(index) == bytes)
            try Disk().removeFile(index)
            #expect(try await fixture.run().stdout == whole)
            #expect(try Disk().read(index) == bytes)
        }
    }

    /// What a power cut leaves may have the right length and the wrong content.
    @Test func afterAnotherBootTheContentIsComparedOnce() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.script)
            let whole = try await fixture.run().stdout
            let install = fixture.apps.appending(try #require(fixture.installs().first))
            for path in ["lib/kernel-10/ebin/m7.beam", "lib/demo-1/zażółć gęślą.txt"] {
                let file = try Self.resolved(install.appending(path))
                let size = try #require(Disk().size(of: file))
                try write([UInt8](repeating: 0, count: size), to: file)
                #expect(try await fixture.run().stdout != whole, "in the same boot, lengths are enough")
                for index in try Self.indexes(fixture) { try Self.setProof("another boot", of: index) }
                #expect(try await fixture.run().stdout == whole, "\(path)")
                let proofs = try Self.indexes(fixture).map { try Self.proof(of: $0) }
                #expect(proofs.filter { $0 == "durable" }.count == 2, "what was right is now proven: \(proofs)")
            }
        }
    }

    private static func indexes(_ fixture: Fixture) throws -> [FilePath] {
        try [fixture.apps, fixture.cache.appending("layers")].flatMap { folder in
            try Disk().list(folder).map { folder.appending($0).appending(".bmatrix") }
        }
    }

    private static func setProof(_ proof: String, of index: FilePath) throws {
        var bytes = try Disk().read(index)
        bytes.replaceSubrange(15..<51, with: Array((proof + String(repeating: " ", count: 36)).utf8.prefix(36)))
        try write(bytes, to: index, mode: 0o600)
    }

    private static func proof(of index: FilePath) throws -> String {
        let bytes = try Disk().read(index)
        return String(decoding: bytes[15..<51].prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }

    /// The file itself, through links of the folders above it.
    private static func resolved(_ path: FilePath) throws -> FilePath {
        guard let real = realpath(path.string, nil) else { throw Errno(rawValue: errno) }
        defer { free(real) }
        return FilePath(String(cString: real))
    }
}
