package import SystemPackage

/// Something on offer: its key, and where it is or will be in the store; told without fetching anything.
package struct StorePlace: Hashable, Sendable {
    /// The hash of all that it is made from.
    package let key: String
    package let path: FilePath
    /// Whether it is there.
    package let isThere: Bool
}

extension Catalog {
    /// Where an offered runtime is kept.
    package func place(of offer: RuntimeOffer) async throws(RuntimesError) -> StorePlace {
        let key =
            switch offer.recipe {
            case .debian(let recipe): DebianRuntime(offer: recipe, otp: offer.otp, context: context).key
            case .archive(let archive): try await ArchivedRuntime(archive: archive, context: context).key()
            case .system(let erlang): try await SystemImport(context: context).key(of: erlang.path, .runtimes)
            case .built(let key): key
            }
        return try place(.runtimes, key)
    }

    /// Where an offered Elixir is kept.
    package func place(of offer: ElixirOffer) async throws(RuntimesError) -> StorePlace {
        let key =
            switch offer.recipe {
            case .debian(let recipe):
                DebianElixirInstallation(offer: offer, recipe: recipe, context: context).key
            case .archive(let archive):
                try await ArchivedElixir(offer: offer, archive: archive, context: context).key()
            case .system(let elixir): try await SystemImport(context: context).key(of: elixir.path, .elixirs)
            }
        return try place(.elixirs, key)
    }

    /// Where an offered build tool is kept.
    package func place(of offer: BuildToolOffer) async throws(RuntimesError) -> StorePlace {
        let key: String
        do { key = try BuildToolInstallation(offer: offer, context: context).key() } catch {
            throw RuntimesError(error)
        }
        return try place(.tools, key)
    }

    private func place(_ kind: Store.Kind, _ key: String) throws(RuntimesError) -> StorePlace {
        let found = try context.store.find(kind, key)
        let path = try context.store.path(kind, key)
        return StorePlace(key: key, path: found ?? path, isThere: found != nil)
    }
}
