import Builds
import Matrix
import Releases
import Runtimes

/// What is on offer, as the pipeline asks for it.
struct OfferSupply: Sendable {
    let offers: RuntimeOffers
    let catalog: Catalog
    /// This machine, which compiles.
    let host: Platform

    /// The questions of the pipeline, answered by the offers.
    var supply: Supply {
        Supply(
            runtime: { (version, target) async throws(Failure) in
                try await provision(isFallback: offers.isFallback) { () throws(RuntimesError) in
                    try offers.exactly(version, for: target)
                }
            },
            hostRuntime: { (version) async throws(Failure) in
                try await provision { () throws(RuntimesError) in try offers.toolchain(version, host: host) }
            },
            elixir: { (elixir, otp) async throws(Failure) in try await provision(elixir, otp) },
            rebar3: { (otp) async throws(Failure) in
                guard let tool = try await tool(.rebar3, otp) else {
                    throw RuntimesError.noTool(.rebar3, otp: otp).failure
                }
                return tool
            },
            hex: { (otp) async throws(Failure) in try await tool(.hex, otp) })
    }

    private func provision(
        isFallback: (RuntimeOffer) -> Bool = { _ in false }, _ find: () throws(RuntimesError) -> RuntimeOffer
    ) async throws(Failure) -> Provision {
        do throws(RuntimesError) {
            let offer = try find()
            return Provision(
                name: "Erlang/OTP \(offer)", try await catalog.place(of: offer), isFallback: isFallback(offer),
                files: { () async throws(RuntimesError) in try await catalog.files(of: offer) }
            ) { () async throws(RuntimesError) in _ = try await catalog.runtime(for: offer) }
        } catch { throw error.failure }
    }

    private func provision(_ elixir: Version, _ otp: Version) async throws(Failure) -> Provision {
        do throws(RuntimesError) {
            let offer = try offers.elixir(elixir, beside: try offers.toolchain(otp, host: host))
            return Provision(
                name: "Elixir \(offer.version) (\(offer.source) \(offer.origin))", try await catalog.place(of: offer),
                files: { () async throws(RuntimesError) in try await catalog.files(of: offer) }
            ) { () async throws(RuntimesError) in _ = try await catalog.elixir(for: offer) }
        } catch { throw error.failure }
    }

    private func tool(_ tool: BuildTool, _ otp: Version) async throws(Failure) -> Provision? {
        do throws(RuntimesError) {
            guard let offer = offers.tool(tool, beside: try offers.toolchain(otp, host: host)) else { return nil }
            return Provision(
                name: "\(tool.rawValue) \(offer.version) (\(offer.source) \(offer.origin))",
                try await catalog.place(of: offer)
            ) { () async throws(RuntimesError) in _ = try await catalog.tool(for: offer) }
        } catch { throw error.failure }
    }
}

extension Provision {
    /// Something on offer and its place in the store.
    fileprivate init(
        name: String, _ place: StorePlace, isFallback: Bool = false,
        files: @escaping @Sendable () async throws(RuntimesError) -> [OfferedFile] = { [] },
        obtain: @escaping @Sendable () async throws(RuntimesError) -> Void
    ) {
        self.init(
            name: name, key: place.key, place: place.path, isThere: place.isThere, isFallback: isFallback,
            materials: { () async throws(Failure) in
                do throws(RuntimesError) { return try await files().map(Material.init) } catch { throw error.failure }
            }
        ) { () async throws(Failure) in
            do throws(RuntimesError) { try await obtain() } catch { throw error.failure }
        }
    }
}
