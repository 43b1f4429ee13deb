package import Matrix

/// What a lock file pins, as offers, by the names of the pins.
package struct PinnedOffers: Sendable {
    var runtimes: [String: RuntimeOffer] = [:]
    var elixirs: [String: ElixirOffer] = [:]
    var tools: [String: BuildToolOffer] = [:]

    /// Nothing is pinned.
    package init() {}

    /// The runtime that a request for a target is pinned to.
    package func runtime(_ request: VersionRequest, for target: Target) -> RuntimeOffer? {
        runtimes[PinName.runtime(request, target)]
    }

    /// The pinned runtime of just that version for a target.
    package func runtime(_ version: Version, for target: Target) -> RuntimeOffer? {
        runtimes.first { $0.value.otp == version && $0.key.hasSuffix(PinName.suffix(of: target)) }?.value
    }

    /// The pinned runtime that compiles on a machine.
    package func toolchain(_ otp: Version, host: Architecture) -> RuntimeOffer? {
        runtimes[PinName.toolchain(otp, host)]
    }

    /// The Elixir that a request with an OTP is pinned to.
    package func elixir(_ request: VersionRequest?, with otp: Version) -> ElixirOffer? {
        elixirs[PinName.elixir(request, otp)]
    }

    /// The pinned Elixir of just that version that goes with an OTP.
    package func elixir(_ version: Version, with otp: Version) -> ElixirOffer? {
        elixirs.first { $0.value.version == version && $0.key.hasSuffix(PinName.suffix(of: otp)) }?.value
    }

    /// The pinned build tool for an OTP.
    package func tool(_ tool: BuildTool, with otp: Version) -> BuildToolOffer? { tools[PinName.tool(tool, otp)] }
}
