package import Matrix

/// Where runtimes come from.
package enum RuntimeSource: Hashable, Sendable {
    case debian(DebianSource)
    case system(SystemSource)
}

/// The sources of the matrix file taken together.
package struct Catalog: Sendable {
    /// The sources, in order of preference among equal versions.
    package let sources: [RuntimeSource]
    /// The effects to work with.
    package let context: RuntimesContext

    /// A catalog of sources.
    package init(sources: [RuntimeSource], context: RuntimesContext) {
        self.sources = sources
        self.context = context
    }

    /// What all sources have. A source that fails is among the problems; all of them failing is an error.
    package func offers() async throws(RuntimesError) -> RuntimeOffers {
        var runtimes: [RuntimeOffer] = []
        var problems: [RuntimesError] = []
        for source in sources {
            let offers =
                switch source {
                case .debian(let debian): await debian.offers(context)
                case .system(let system): system.offers()
                }
            runtimes += offers.runtimes
            problems += offers.problems
        }
        if Task.isCancelled { throw .cancelled }
        if runtimes.isEmpty, let problem = problems.first { throw problem }
        return RuntimeOffers(runtimes: runtimes, problems: problems)
    }

    /// The newest runtime on offer that was asked for and that serves the target.
    package func resolve(
        _ request: VersionRequest, for target: Target
    ) async throws(RuntimesError) -> RuntimeOffer {
        try await offers().resolve(request, for: target)
    }

    /// The offered runtime, from the store or made now; fetches and unpacks only what is not there.
    package func runtime(for offer: RuntimeOffer) async throws(RuntimesError) -> Runtime {
        switch offer.recipe {
        case .debian(let recipe): try await DebianRuntime(offer: recipe, otp: offer.otp, context: context).make()
        case .system(let erlang): try await SystemImport(context: context).erlang(erlang)
        }
    }

    /// The offered Elixir, from the store or made now.
    package func elixir(for offer: ElixirOffer) async throws(RuntimesError) -> ElixirInstallation {
        switch offer.recipe {
        case .debian(let recipe):
            try await DebianElixirInstallation(offer: offer, recipe: recipe, context: context).make()
        case .system(let elixir): try await SystemImport(context: context).elixir(offer, elixir)
        }
    }

    /// The offered build tool, from the store or made now.
    package func tool(for offer: BuildToolOffer) async throws(RuntimesError) -> InstalledBuildTool {
        try await BuildToolInstallation(offer: offer, context: context).make()
    }

    /// The Elixir that stands beside an offered runtime.
    package func elixir(for offer: RuntimeOffer) async throws(RuntimesError) -> ElixirInstallation {
        guard let elixir = offer.elixir else {
            throw RuntimesError(
                "runtimes.no-elixir", "\(offer.source) \(offer.origin) has no Elixir beside Erlang/OTP \(offer.otp)",
                hint: "add a source that has one")
        }
        return try await self.elixir(for: elixir)
    }
}
