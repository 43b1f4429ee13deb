package import Matrix
package import SystemPackage

/// Where runtimes and toolchains come from; put together from sources and store by the executable.
package struct Supply: Sendable {
    /// The OTP that goes into artifacts for a target.
    package var runtime: @Sendable (Version, Target) async throws(Failure) -> Provision
    /// The same OTP for this host, which compiles.
    package var hostRuntime: @Sendable (Version) async throws(Failure) -> Provision
    /// An Elixir for an OTP.
    package var elixir: @Sendable (_ elixir: Version, _ otp: Version) async throws(Failure) -> Provision

    package init(
        runtime: @escaping @Sendable (Version, Target) async throws(Failure) -> Provision,
        hostRuntime: @escaping @Sendable (Version) async throws(Failure) -> Provision,
        elixir: @escaping @Sendable (Version, Version) async throws(Failure) -> Provision
    ) {
        self.runtime = runtime
        self.hostRuntime = hostRuntime
        self.elixir = elixir
    }
}

/// Something that a source has: what it is, and how it gets into the store.
package struct Provision: Sendable {
    /// What it is, for people: `Erlang/OTP 27.3.4.1 (debian trixie)`.
    package let name: String
    /// The hash of all that it is made from, known before it is fetched.
    package let key: String
    /// Where it is once it is there.
    package let place: FilePath
    package let isThere: Bool
    /// Fetches it.
    package let obtain: @Sendable () async throws(Failure) -> Void

    package init(
        name: String, key: String, place: FilePath, isThere: Bool,
        obtain: @escaping @Sendable () async throws(Failure) -> Void
    ) {
        self.name = name
        self.key = key
        self.place = place
        self.isThere = isThere
        self.obtain = obtain
    }
}
