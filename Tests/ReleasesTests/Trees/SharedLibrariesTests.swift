import Host
import SampleELF
import SystemPackage
import Testing

@testable import Releases

struct SharedLibrariesTests {
    /// A bundled C library and a tree, with what each file needs.
    private func needed(_ tree: [String: [String]], texts: [String: String] = [:]) throws -> Set<String> {
        let bundled: [String: [String]] = [
            "ld.so": [], "ld-linux-x86-64.so.2": [], "libc.so.6": ["ld-linux-x86-64.so.2"],
            "libgcc_s.so.1": ["libc.so.6"], "libstdc++.so.6": ["libm.so.6", "libc.so.6"], "libm.so.6": ["libc.so.6"],
            "libcrypto.so.3": ["libz.so.1", "libc.so.6"], "libz.so.1": ["libc.so.6"],
            "libncursesw.so.6": ["libtinfo.so.6"],
            "libtinfo.so.6": ["libncursesw.so.6"],
        ]
        return try withTemporaryFolder { folder in
            for (name, needed) in bundled {
                try put(SampleELF(needed: needed).bytes, at: folder.appending("libc/\(name)"))
            }
            try Disk().makeFolder(folder.appending("tree"))
            for (path, needed) in tree {
                try put(SampleELF(needed: needed).bytes, at: folder.appending("tree/\(path)"))
            }
            try fill(folder.appending("tree"), texts)
            let libraries = SharedLibraries(
                bundled: folder.appending("libc"), runtime: RuntimeFolders(libraries: ["crypto-5"]), disk: Disk())
            return Set(try libraries.needed(by: folder.appending("tree")).keys)
        }
    }

    private static let always: Set<String> = ["ld.so", "ld-linux-x86-64.so.2", "libc.so.6", "libgcc_s.so.1"]

    @Test func theLoaderAndTheCLibraryAlwaysComeAlong() throws {
        #expect(try needed([:]) == Self.always)
    }

    @Test func takesWhatProgramsAndDriversNeed() throws {
        let names = try needed([
            "erts-15/bin/beam.smp": ["libstdc++.so.6"], "lib/crypto-5/priv/lib/crypto.so": ["libcrypto.so.3"],
        ])
        #expect(names == Self.always.union(["libstdc++.so.6", "libm.so.6", "libcrypto.so.3", "libz.so.1"]))
    }

    @Test func followsCirclesOnce() throws {
        let names = try needed(["lib/term-1/priv/term.so": ["libncursesw.so.6"]])
        #expect(names == Self.always.union(["libncursesw.so.6", "libtinfo.so.6"]))
    }

    @Test func passesOverWhatIsNoProgramAndWhatIsNotBundled() throws {
        let names = try needed(
            ["lib/demo-1/ebin/odd.beam": ["libz.so.1"], "lib/demo-1/priv/own.so": ["libown.so.1"]],
            texts: ["lib/demo-1/priv/data.txt": "libz.so.1", "erts-15/bin/start": "#!/bin/sh\n"])
        #expect(names == Self.always)
    }
}
