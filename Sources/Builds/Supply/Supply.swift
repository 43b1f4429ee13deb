package import Matrix
package import Releases
package import SystemPackage

/// Where the pipeline gets runtimes and toolchains from; put together from sources and store by the executable.
package struct Supply: Sendable {
    /// The OTP that goes into artifacts for a target.
    package var runtime: @Sendable (Version, Target) async throws(Failure) -> Supplied<FilePath>
    /// The OTP and Elixir that compile on this host, so that bytecode and runtime are of the same OTP.
    package var toolchain: @Sendable (_ otp: Version, _ elixir: Version) async throws(Failure) -> Supplied<Toolchain>
    /// The file `rebar3` for an OTP.
    package var rebar3: @Sendable (_ otp: Version) async throws(Failure) -> Supplied<FilePath>
    /// A folder of archives with Hex for an OTP; nil where no source has one.
    package var hex: @Sendable (_ otp: Version) async throws(Failure) -> Supplied<FilePath>?

    package init(
        runtime: @escaping @Sendable (Version, Target) async throws(Failure) -> Supplied<FilePath>,
        toolchain: @escaping @Sendable (Version, Version) async throws(Failure) -> Supplied<Toolchain>,
        rebar3: @escaping @Sendable (Version) async throws(Failure) -> Supplied<FilePath> = Supply.none,
        hex: @escaping @Sendable (Version) async throws(Failure) -> Supplied<FilePath>? = { _ in nil }
    ) {
        self.runtime = runtime
        self.toolchain = toolchain
        self.rebar3 = rebar3
        self.hex = hex
    }

    /// What a supply without rebar3 answers.
    package static let none: @Sendable (Version) async throws(Failure) -> Supplied<FilePath> = {
        (otp) async throws(Failure) in
        throw Failure(
            stage: .fetch, code: "runtimes.no-rebar3", message: "no source has a rebar3 that runs on Erlang/OTP \(otp)",
            hint: "add `debian` to `sources:`")
    }
}

/// Something the store holds.
package struct Supplied<Value: Sendable>: Sendable {
    package let value: Value
    /// The digest of all it was made from.
    package let key: String
    /// Whether it was there before.
    package let cached: Bool

    package init(value: Value, key: String, cached: Bool) {
        self.value = value
        self.key = key
        self.cached = cached
    }
}
