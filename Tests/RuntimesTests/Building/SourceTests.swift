import Digest
import Host
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct SourceTests {
    private static let digest = SHA256.digest(of: "x").hex

    private func stanza(_ version: String, folder: String = "pool/main/e/erlang", more: String = "") -> String {
        """
        Package: erlang
        Binary: erlang-base, erlang-crypto
        Version: \(version)
        Checksums-Sha256:
         \(Self.digest) 4945 erlang_27.dsc
         \(Self.digest) 47613664 erlang_27.orig.tar.xz
         \(Self.digest) 833 erlang_27.orig.tar.xz.asc
         \(Self.digest) 150788 erlang_27-1.debian.tar.xz
        Directory: \(folder)\(more)
        """
    }

    private func packages(_ name: String, _ stanzas: [String]) async throws -> [DebianSourcePackage] {
        try await withTemporaryFolder { folder in
            let index = folder.appending("Sources.xz")
            try TestArchive(entries: [("data", .file(stanzas.joined(separator: "\n\n") + "\n"))]).write(
                index, format: "raw", filter: "xz")
            return try DebianSources.packages(name, in: index)
        }
    }

    @Test func aSourcePackageIsAReleaseAndDebiansPart() async throws {
        let found = try await packages(
            "erlang", ["Package: erlang-cowboy\nVersion: 2", stanza("1:27-1"), "Package: x"])
        #expect(found.map(\.version) == ["1:27-1"])
        #expect(found.first?.release?.file == "pool/main/e/erlang/erlang_27.orig.tar.xz")
        #expect(found.first?.release?.size == 47_613_664)
        #expect(found.first?.additions?.file == "pool/main/e/erlang/erlang_27-1.debian.tar.xz")
    }

    @Test func whatIsKeptForOthersAndWhatLeadsOutIsLeftOut() async throws {
        let kept = stanza("1:26-1", more: "\nExtra-Source-Only: yes")
        #expect(try await packages("erlang", [kept, stanza("1:27-1")]).map(\.version) == ["1:27-1"])
        #expect(try await packages("erlang", [stanza("1:27-1", folder: "../../etc")]).isEmpty)
    }

    @Test func aSeriesNamesItsPatches() {
        let series = "one.patch\n# two.patch\n\n three.patch -p1\n#four\n"
        #expect(SourceTree.patches(series) == ["one.patch", "three.patch"])
    }

    @Test func anArchiveLosesItsTop() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending("otp.tar.gz")
            try TestArchive(entries: [
                ("otp-27/OTP_VERSION", .file("27\n")), ("otp-27/erts/configure", .file("#!/bin/sh\n", mode: 0o755)),
            ]).writeTar(file, filter: "gzip")
            let tree = try await SourceTree(file)
            let place = folder.appending("out")
            #expect(try tree.lay(out: place) == [])
            #expect(try Disk().list(place) == ["OTP_VERSION", "erts"])
            #expect(Disk().isExecutable(place.appending("erts/configure")))
            #expect(try await SourceTree(file).digest == tree.digest)
        }
    }

    @Test func anArchiveWithoutAFolderIsRefused() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending("otp.tar.gz")
            try TestArchive(entries: [("README", .file("x"))]).writeTar(file, filter: "gzip")
            let tree = try await SourceTree(file)
            let error = #expect(throws: RuntimesError.self) { try tree.lay(out: folder.appending("out")) }
            #expect(error?.code == "runtimes.bad-source")
        }
    }
}
