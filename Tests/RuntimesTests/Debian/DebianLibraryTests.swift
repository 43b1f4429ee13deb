import Testing

@testable import Runtimes

struct DebianLibraryTests {
    private static let gcc = "GPL-3.0-or-later WITH GCC-exception-3.1"
    private static let glibc = "LGPL-2.1-or-later AND BSD-3-Clause AND ISC AND MIT AND SunPro"

    /// Read in the copyright files of bookworm, trixie and forky, of what the library is built from: not of tools, examples and
    /// tests. `libsctp1` is under the GPL as a package and under the LGPL below `src/lib`; `libtinfo6` calls "MIT/X11" what SPDX
    /// calls after its leave to distribute modifications.
    @Test(arguments: [
        ("libatomic.so.1", "libatomic1", gcc), ("libgcc_s.so.1", "libgcc-s1", gcc),
        ("libstdc++.so.6", "libstdc++6", gcc), ("libcrypto.so.3", "libssl3", "Apache-2.0"),
        ("libsctp.so.1", "libsctp1", "LGPL-2.1-or-later"),
        ("libtinfo.so.6", "libtinfo6", "X11-distribute-modifications-variant"), ("libz.so.1", "zlib1g", "Zlib"),
        ("libzstd.so.1", "libzstd1", "(BSD-3-Clause OR GPL-2.0-only) AND MIT"), ("libc.so.6", "libc6", glibc),
        ("libm.so.6", "libc6", glibc), ("libdl.so.2", "libc6", glibc), ("libpthread.so.0", "libc6", glibc),
        ("libresolv.so.2", "libc6", glibc), ("librt.so.1", "libc6", glibc), ("ld-linux-x86-64.so.2", "libc6", glibc),
        ("ld-linux-aarch64.so.1", "libc6", glibc),
    ])
    func aLibraryIsOfAPackageAndUnderItsLicence(_ file: String, _ package: String, _ licence: String) throws {
        let library = try #require(DebianLibrary(file: file))
        #expect(library.packages.contains(package) && library.licence == licence)
    }

    @Test func allThatTravelsIsKnown() {
        let packages = DebianRecipe.bundled.map { DebianLibrary(file: $0)?.packages ?? [$0] }
        #expect(Set(packages.joined()) == Set(DebianRecipe.libraries))
    }

    @Test(arguments: ["libsystemd.so.0", "ld.so", "libc", "liblc.so", "libz.a"])
    func otherFilesAreNot(_ file: String) { #expect(DebianLibrary(file: file) == nil) }
}
