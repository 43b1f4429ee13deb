import Host
import SampleELF
import SystemPackage
import Testing

@testable import Releases

struct RuntimePartsTests {
    private let disk = Disk()

    private func withRuntime(_ body: (FilePath, FilePath) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let root = folder.appending("otp")
            try put(SampleELF(needed: ["libc.so.6"]).bytes, at: root.appending("erts-15.2/bin/beam.smp"), mode: 0o755)
            try put(SampleELF().bytes, at: root.appending("erts-15.2/bin/beam.smp.elf"), mode: 0o755)
            try put(SampleELF().bytes, at: root.appending("erts-15.2/bin/dialyzer"), mode: 0o755)
            for name in ["libc.so.6", "libz.so.1"] { try put(SampleELF().bytes, at: root.appending("libc/\(name)")) }
            try fill(
                root,
                [
                    "lib/ssl-11.2/ebin/ssl.app": "x", "lib/ssl-11.2/ebin/ssl.appup": "x",
                    "lib/ssl-11.2/ebin/ssl.beam": "x",
                    "lib/ssl-11.2/src/ssl.erl": "x", "lib/ssl-11.2/priv/a/b": "x", "lib/ssl-11.2/doc/chunks/ssl": "x",
                    "lib/ssl_extra-1/ebin/x.app": "x", "lib/ssl-tools/ebin/x.app": "x",
                ])
            try body(root, folder.appending("tree"))
        }
    }

    @Test func findsVersionsAndFolders() throws {
        try withRuntime { root, _ in
            let parts = try RuntimeParts(root: root, disk: disk)
            #expect(parts.ertsVersion == "15.2")
            #expect(parts.folder(of: "ssl") == "ssl-11.2")
            #expect(parts.folder(of: "ssl_extra") == "ssl_extra-1")
            #expect(parts.folder(of: "crypto") == nil)
        }
    }

    @Test func takesProgramsLibrariesAndTheCLibrary() throws {
        try withRuntime { root, place in
            let tree = TreeWriter(root: place, disk: disk)
            try RuntimeParts(root: root, disk: disk).graft(
                programs: ["beam.smp", "epmd"], libraries: ["ssl-11.2"], into: tree)
            let libraries = try RuntimeParts(root: root, disk: disk).graftCLibrary(
                RuntimeFolders(libraries: []), into: tree)
            #expect(libraries.reasons == ["libc.so.6": "needed by beam.smp"])
            let files = try disk.walk(place).filter { $0.kind != .folder }.map(\.path)
            #expect(
                files == [
                    "erts-15.2/bin/beam.smp", "erts-15.2/bin/beam.smp.elf", "lib/ssl-11.2/ebin/ssl.app",
                    "lib/ssl-11.2/ebin/ssl.beam", "lib/ssl-11.2/priv/a/b", "libc/libc.so.6",
                ])
            #expect(disk.isExecutable(place.appending("erts-15.2/bin/beam.smp")))
        }
    }

    @Test func refusesAFolderWithoutErlang() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: ReleaseError.self) { try RuntimeParts(root: folder, disk: disk) }
            #expect(error?.code == "assemble.bad-output")
            let missing = #expect(throws: ReleaseError.self) {
                try RuntimeParts(root: folder.appending("x"), disk: disk)
            }
            #expect(missing?.code == "disk.not-found")
        }
    }
}
