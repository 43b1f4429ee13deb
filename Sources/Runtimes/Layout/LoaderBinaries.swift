import CLaunchers
package import Matrix

/// The two small programs that let a runtime bring its own C library; see `ci/launchers`.
package struct LoaderBinaries: Hashable, Sendable {
    /// Stands in for each program and starts the real one through the bundled dynamic loader.
    package let loader: [UInt8]
    /// Stands in for libsystemd, which epmd is linked with.
    package let libsystemd: [UInt8]

    /// Binaries from bytes; empty ones count as missing.
    package init(loader: [UInt8], libsystemd: [UInt8]) {
        self.loader = loader
        self.libsystemd = libsystemd
    }

    /// What this program carries, for Linux.
    package static func embedded(_ architecture: Architecture) -> LoaderBinaries {
        switch architecture {
        case .x86_64:
            LoaderBinaries(
                loader: bytes(of: launchers_loader_linux_x86_64()),
                libsystemd: bytes(of: launchers_libsystemd_linux_x86_64()))
        case .arm64:
            LoaderBinaries(
                loader: bytes(of: launchers_loader_linux_arm64()),
                libsystemd: bytes(of: launchers_libsystemd_linux_arm64()))
        }
    }

    /// Fails when the tool was built without them.
    func checkPresence() throws(RuntimesError) {
        if loader.isEmpty || libsystemd.isEmpty { throw .noLoader }
    }

    private static func bytes(of file: launchers_file) -> [UInt8] {
        Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}

extension RuntimesError {
    static let noLoader = RuntimesError(
        "runtimes.no-loader", "this bmatrix was built without the loader that runtimes for any Linux need",
        hint: "run ci/launchers, then build bmatrix again")
}
