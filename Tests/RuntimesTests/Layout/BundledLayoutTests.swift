import Host
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct BundledLayoutTests {
    private let binaries = LoaderBinaries(loader: Array("#!/bin/sh\necho stub\n".utf8), libsystemd: [7])

    @Test func programsAreMovedAside() async throws {
        try await withRoot { root in
            try Disk().copyFile("/bin/true", to: root.appending("erts-1/bin/beam.smp"))
            try Disk().write(Array("#!/bin/sh\n".utf8), to: root.appending("erts-1/bin/erl"), mode: 0o755)
            try BundledLayout(root, binaries).apply()
            let programs = root.appending("erts-1/bin")
            #expect(try Disk().list(programs) == ["beam.smp", "beam.smp.elf", "erl"])
            #expect(try Disk().read(programs.appending("beam.smp")) == binaries.loader)
            #expect(try Disk().read(programs.appending("beam.smp.elf")) == Disk().read("/bin/true"))
            #expect(Disk().isExecutable(programs.appending("beam.smp")))
            #expect(try Disk().readText(programs.appending("erl")) == "#!/bin/sh\n")
        }
    }

    @Test func aLibraryThatIsNotThereIsNamed() async throws {
        try await withRoot { root in
            try Disk().copyFile("/bin/true", to: root.appending("erts-1/bin/beam.smp"))
            try Disk().removeTree(root.appending("libc/libc.so.6"))
            let error = #expect(throws: RuntimesError.self) { try BundledLayout(root, binaries).apply() }
            #expect(error?.code == "runtimes.missing-library")
            #expect(error?.message.contains("erts-1/bin/beam.smp needs libc.so.6") == true)
        }
    }

    @Test func aLinkWithoutItsLibraryIsNamed() async throws {
        try await withRoot { root in
            try Disk().link(root.appending("libc/libz.so.1"), to: "libz.so.9")
            let error = #expect(throws: RuntimesError.self) { try BundledLayout(root, binaries).apply() }
            #expect(error?.code == "runtimes.missing-library")
        }
    }

    @Test func theLoaderHasBothItsNames() async throws {
        try await withRoot { root in
            try BundledLayout(root, binaries).apply()
            #expect(
                try Disk().list(root.appending("libc")) == [
                    "ld-linux-x86-64.so.2", "ld.so", "libc.so.6", "libsystemd.so.0",
                ])
            #expect(try Disk().readLink(root.appending("libc/ld-linux-x86-64.so.2")) == "ld.so")
            #expect(Disk().isExecutable(root.appending("libc/ld.so")))
            try Disk().removeTree(root.appending("libc/ld-linux-x86-64.so.2"))
            let error = #expect(throws: RuntimesError.self) { try BundledLayout(root, binaries).apply() }
            #expect(error?.code == "runtimes.missing-library")
        }
    }

    private func withRoot(_ body: (FilePath) async throws -> Void) async throws {
        try await withTemporaryFolder { root in
            try Disk().makeFolder(root.appending("libc"))
            try Disk().makeFolder(root.appending("erts-1/bin"))
            for name in ["libc.so.6", "ld-linux-x86-64.so.2", "libunwanted.so.1"] {
                try Disk().write(name, to: root.appending("libc").appending(name))
            }
            try await body(root)
        }
    }
}
