/// A library of Debian that travels with runtimes: the package that a file is of, and its licence.
package struct DebianLibrary: Hashable, Sendable {
    /// The names that suites have for the package.
    package let packages: [String]
    /// An SPDX expression: what the package's copyright file says of the files that the library is made of.
    package let licence: String

    /// With code of 4.4 BSD, Sun's RPC, BIND, fdlibm and CORE-MATH inside.
    private static let glibc = DebianLibrary(
        packages: ["libc6"], licence: "LGPL-2.1-or-later AND BSD-3-Clause AND ISC AND MIT AND SunPro")
    private static let gcc = "GPL-3.0-or-later WITH GCC-exception-3.1"

    private static let byFile: [String: DebianLibrary] = [
        "libatomic": .init(packages: ["libatomic1"], licence: gcc),
        "libgcc_s": .init(packages: ["libgcc-s1"], licence: gcc),
        "libstdc++": .init(packages: ["libstdc++6"], licence: gcc),
        "libcrypto": .init(packages: ["libssl3t64", "libssl3"], licence: "Apache-2.0"),
        "libsctp": .init(packages: ["libsctp1"], licence: "LGPL-2.1-or-later"),
        "libtinfo": .init(packages: ["libtinfo6"], licence: "X11-distribute-modifications-variant"),
        "libz": .init(packages: ["zlib1g"], licence: "Zlib"),
        "libzstd": .init(packages: ["libzstd1"], licence: "(BSD-3-Clause OR GPL-2.0-only) AND MIT"),
        "libc": glibc, "libdl": glibc, "libm": glibc, "libpthread": glibc, "libresolv": glibc, "librt": glibc,
        "ld-linux-x86-64": glibc, "ld-linux-aarch64": glibc,
    ]

    private init(packages: [String], licence: String) {
        self.packages = packages
        self.licence = licence
    }

    /// The library that a file is of, by its name; `nil` for other files.
    package init?(file: String) {
        guard let end = file.firstRange(of: ".so"), let library = Self.byFile[String(file[..<end.lowerBound])] else {
            return nil
        }
        self = library
    }
}
