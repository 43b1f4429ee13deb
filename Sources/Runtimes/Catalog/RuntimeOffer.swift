package import Matrix

/// An Erlang/OTP that a source has, not yet fetched.
package struct RuntimeOffer: Hashable, Sendable {
    /// The whole version, such as 27.3.4.1.
    package let otp: Version
    /// The source's name: `debian`, `system`.
    package let source: String
    /// Where in the source: a suite, a folder.
    package let origin: String
    /// What its programs need of the system that runs them.
    package let platform: Platform
    /// The Elixir that stands beside it.
    package let elixir: ElixirOffer?
    /// The build tools that stand beside it.
    package let tools: [BuildToolOffer]
    /// What one should know before relying on it, such as an expired index.
    package let warnings: [String]

    let recipe: Recipe
    /// What a lock file calls it; nil unless it comes from one.
    package var pin: String? = nil

    /// Whether it can go into artifacts for a target.
    package func serves(_ target: Target) -> Bool { target.objection(to: platform) == nil }

    /// How to get it.
    enum Recipe: Hashable, Sendable {
        case debian(DebianOffer)
        case archive(RuntimeArchive)
        case system(SystemErlang)
        /// In the store already, under this key.
        case built(key: String)
    }
}

extension RuntimeOffer: CustomStringConvertible {
    /// Version and place, such as `27.3.4.1 (debian trixie)`.
    package var description: String { "\(otp) (\(source) \(origin))" }
}

/// An Elixir that a source has, not yet fetched.
package struct ElixirOffer: Hashable, Sendable {
    /// The whole version, such as 1.18.3.
    package let version: Version
    /// The OTP that compiled it: its bytecode does not load on an older one.
    package let otpMajor: Int
    /// The source's name.
    package let source: String
    /// Where in the source.
    package let origin: String

    let recipe: Recipe
    /// What a lock file calls it; nil unless it comes from one.
    package var pin: String? = nil

    /// How to get it.
    enum Recipe: Hashable, Sendable {
        case debian(DebianElixir)
        case archive(ElixirArchive)
        case system(SystemElixir)
    }
}
