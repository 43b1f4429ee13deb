import Host
import Matrix
import SystemPackage

/// The sources of the matrix file taken together.
package struct Catalog: Sendable {
    /// The sources, in order of preference among equal versions.
    package let sources: [any RuntimeSource]
    /// The effects to work with.
    package let context: RuntimesContext

    /// A catalog of sources.
    package init(sources: [any RuntimeSource], context: RuntimesContext) {
        self.sources = sources
        self.context = context
    }

    /// What all sources have. A source that fails is among the problems; all of them failing is an error.
    package func offers(for demand: RuntimeDemand) async throws(RuntimesError) -> RuntimeOffers {
        let offers = await offers(of: sources, for: demand)
        if Task.isCancelled { throw .cancelled }
        if offers.runtimes.isEmpty, let problem = offers.problems.first { throw problem }
        return offers
    }

    /// What some of the sources have; each that fails is among the problems.
    func offers(of sources: [any RuntimeSource], for demand: RuntimeDemand) async -> RuntimeOffers {
        var all: [RuntimeOffers] = []
        for source in sources { all.append(await source.offers(for: demand, context)) }
        return RuntimeOffers(
            runtimes: all.flatMap(\.runtimes), elixirs: all.flatMap(\.elixirs), problems: all.flatMap(\.problems))
    }

    /// The offered runtime, from the store or made now; fetches and unpacks only what is not there.
    package func runtime(for offer: RuntimeOffer) async throws(RuntimesError) -> Runtime {
        let runtime = try await pinned(offer.pin) { () async throws(RuntimesError) in try await make(offer) }
        describe(runtime.root, "Erlang/OTP", offer.otp, offer.source, offer.origin, offer.platform)
        return runtime
    }

    private func make(_ offer: RuntimeOffer) async throws(RuntimesError) -> Runtime {
        switch offer.recipe {
        case .debian(let recipe): try await DebianRuntime(offer: recipe, otp: offer.otp, context: context).make()
        case .archive(let archive): try await ArchivedRuntime(archive: archive, context: context).make()
        case .system(let erlang): try await SystemImport(context: context).erlang(erlang)
        case .built(let key):
            try Runtime(StoredEntry(path: context.store.path(.runtimes, key), wasThere: true), key: key)
        }
    }

    /// The offered Elixir, from the store or made now.
    package func elixir(for offer: ElixirOffer) async throws(RuntimesError) -> ElixirInstallation {
        let elixir = try await pinned(offer.pin) { () async throws(RuntimesError) in try await make(offer) }
        describe(elixir.root, "Elixir", offer.version, offer.source, offer.origin)
        return elixir
    }

    private func make(_ offer: ElixirOffer) async throws(RuntimesError) -> ElixirInstallation {
        switch offer.recipe {
        case .debian(let recipe):
            try await DebianElixirInstallation(offer: offer, recipe: recipe, context: context).make()
        case .archive(let archive):
            try await ArchivedElixir(offer: offer, archive: archive, context: context).make()
        case .system(let elixir): try await SystemImport(context: context).elixir(offer, elixir)
        }
    }

    /// The offered build tool, from the store or made now.
    package func tool(for offer: BuildToolOffer) async throws(RuntimesError) -> InstalledBuildTool {
        let tool = try await pinned(offer.pin) { () async throws(RuntimesError) in
            try await BuildToolInstallation(offer: offer, context: context).make()
        }
        describe(tool.root, offer.tool.rawValue, offer.version, offer.source, offer.origin)
        return tool
    }

    private func describe(
        _ place: FilePath, _ name: String, _ version: Version, _ source: String, _ origin: String,
        _ platform: Platform? = nil
    ) {
        context.store.describe(
            place,
            EntryAbout(
                name: name, version: version, source: source, origin: origin, platform: platform,
                made: context.clock.now()))
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
