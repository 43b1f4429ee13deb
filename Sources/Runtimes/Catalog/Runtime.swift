import Host
package import Matrix
package import SystemPackage

/// An Erlang/OTP in the store, ready to run from wherever it is copied to.
package struct Runtime: Hashable, Sendable {
    /// The folder that holds `bin/erl`, `erts-*`, `lib` and `releases`.
    package let root: FilePath
    /// The whole version, as `releases/*/OTP_VERSION` states it.
    package let otp: Version
    /// The version of ERTS, as its folder is named.
    package let erts: Version
    /// The hash of all that it is made from.
    package let key: String
    /// Whether the C library travels with it, in the folder `libc`.
    package let isBundled: Bool
    /// Whether it was in the store already.
    package let isCached: Bool

    init(_ entry: StoredEntry, key: String) throws(RuntimesError) {
        let root = ErlangRoot(entry.path)
        self.root = entry.path
        otp = try root.otpVersion()
        erts = try root.ertsVersion()
        self.key = key
        isBundled = Disk().isFolder(entry.path.appending("libc"))
        isCached = entry.wasThere
    }
}

/// An Elixir in the store, ready to run from wherever it is copied to.
package struct ElixirInstallation: Hashable, Sendable {
    /// The folder that holds `bin/elixir` and `lib`.
    package let root: FilePath
    /// The whole version.
    package let version: Version
    /// The OTP that compiled it.
    package let otpMajor: Int
    /// The hash of all that it is made from.
    package let key: String
    /// Whether it was in the store already.
    package let isCached: Bool
}
