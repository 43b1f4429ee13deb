package import Matrix

/// A place where runtimes and toolchains come from.
package protocol RuntimeSource: Sendable {
    /// The name in the matrix file: `debian`, `system`.
    var name: String { get }

    /// What it has of what is asked for; whatever kept it from answering is among the problems.
    func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers

    /// What a lock file pins, put together from the pin without asking what there is now; nil if this source cannot do that.
    func offer(of pin: Pin, _ context: RuntimesContext) async throws(RuntimesError) -> PinnedOffer?
}

extension RuntimeSource {
    /// Most sources have to look for what is pinned.
    package func offer(of pin: Pin, _ context: RuntimesContext) async throws(RuntimesError) -> PinnedOffer? { nil }
}

/// What a matrix asks its sources for. Sources that can list what they have may tell more.
package struct RuntimeDemand: Hashable, Sendable {
    /// The targets that artifacts are made for.
    package var targets: [Target]
    /// The OTP versions, as they were asked for.
    package var otp: [VersionRequest]
    /// The Elixir versions, as they were asked for; empty leaves the choice to the tool.
    package var elixir: [VersionRequest]
    /// This machine, whose toolchains compile.
    package var host: Target

    /// A demand; by default for toolchains of the host alone, in whatever version there is.
    package init(
        targets: [Target] = [], otp: [VersionRequest] = [], elixir: [VersionRequest] = [], host: Target
    ) {
        self.targets = targets
        self.otp = otp
        self.elixir = elixir
        self.host = host
    }

    /// The processors that something is asked for.
    package var architectures: Set<Architecture> { Set((targets + [host]).map(\.architecture)) }
}
