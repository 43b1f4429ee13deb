package import Matrix
package import Releases
package import SystemPackage

/// Where runtimes and toolchains come from; put together from sources and store by the executable.
package struct Supply: Sendable {
    /// The OTP that goes into artifacts for a target.
    package var runtime: @Sendable (Version, Target) async throws(Failure) -> Provision
    /// The same OTP for this host, which compiles.
    package var hostRuntime: @Sendable (Version) async throws(Failure) -> Provision
    /// An Elixir for an OTP.
    package var elixir: @Sendable (_ elixir: Version, _ otp: Version) async throws(Failure) -> Provision
    /// The file `rebar3` for an OTP.
    package var rebar3: @Sendable (_ otp: Version) async throws(Failure) -> Provision
    /// A folder of archives with Hex for an OTP; nil where no source has one.
    package var hex: @Sendable (_ otp: Version) async throws(Failure) -> Provision?

    /// Whether nobody may be asked over the network: dependencies have to be in the cache, too.
    package var isOffline = false

    package init(
        runtime: @escaping @Sendable (Version, Target) async throws(Failure) -> Provision,
        hostRuntime: @escaping @Sendable (Version) async throws(Failure) -> Provision,
        elixir: @escaping @Sendable (Version, Version) async throws(Failure) -> Provision,
        rebar3: @escaping @Sendable (Version) async throws(Failure) -> Provision = Supply.none,
        hex: @escaping @Sendable (Version) async throws(Failure) -> Provision? = { _ in nil }
    ) {
        self.runtime = runtime
        self.hostRuntime = hostRuntime
        self.elixir = elixir
        self.rebar3 = rebar3
        self.hex = hex
    }

    /// What a supply without rebar3 answers.
    package static let none: @Sendable (Version) async throws(Failure) -> Provision = { (otp) async throws(Failure) in
        throw Failure(
            stage: .fetch, code: "runtimes.no-rebar3", message: "no source has a rebar3 that runs on Erlang/OTP \(otp)",
            hint: "add `debian` to `sources:`")
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
    /// Whether it is the host's own and stands in for a version that no source has.
    package let isFallback: Bool
    /// The files that it is made from; their role is for whoever uses it to tell.
    package let materials: @Sendable () async throws(Failure) -> [Material]
    /// Fetches it.
    package let obtain: @Sendable () async throws(Failure) -> Void

    package init(
        name: String, key: String, place: FilePath, isThere: Bool, isFallback: Bool = false,
        materials: @escaping @Sendable () async throws(Failure) -> [Material] = { [] },
        obtain: @escaping @Sendable () async throws(Failure) -> Void
    ) {
        self.name = name
        self.key = key
        self.place = place
        self.isThere = isThere
        self.isFallback = isFallback
        self.materials = materials
        self.obtain = obtain
    }
}
