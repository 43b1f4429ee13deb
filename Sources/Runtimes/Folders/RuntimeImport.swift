import Host
package import Matrix
package import SystemPackage

/// Puts an Erlang/OTP that somebody has built into the store, where the source `built` finds it.
package struct RuntimeImport: Sendable {
    private static let source = "import"

    private let context: RuntimesContext

    /// An import with its effects.
    package init(_ context: RuntimesContext) { self.context = context }

    /// What came of an import.
    package struct Imported: Hashable, Sendable {
        package let otp: Version
        /// What its programs need, as its files tell.
        package let platform: Platform
        package let path: FilePath
        /// Whether it was there already.
        package let isCached: Bool
    }

    /// Checks a folder or an archive for wholeness, reads from its files what it needs, and takes it over.
    package func take(_ path: FilePath, host: Platform) async throws(RuntimesError) -> Imported {
        let source: any RuntimeSource =
            Disk().isFolder(path) ? DirectorySource(erlang: [path]) : ArchiveSource(erlang: [path])
        let catalog = Catalog(sources: [source], context: context)
        let offers = try await catalog.offers(for: RuntimeDemand(host: .automatic(host: host)))
        guard let offer = offers.runtimes.first else { throw .incomplete(path, "erts-*") }
        let runtime = try await catalog.runtime(for: offer)
        context.store.describe(
            runtime.root,
            EntryAbout(
                name: "Erlang/OTP", version: offer.otp, source: Self.source, origin: path.lastComponent?.string ?? "",
                platform: offer.platform, made: context.clock.now()), replacing: true)
        return Imported(
            otp: offer.otp, platform: offer.platform, path: runtime.root, isCached: runtime.isCached)
    }

    /// An imported runtime of the store as an offer; nil for what came there in another way.
    static func offer(_ key: String, in store: Store) -> RuntimeOffer? {
        guard let place = try? store.path(.runtimes, key), let about = store.about(place), about.source == source,
            let platform = about.platform
        else { return nil }
        return RuntimeOffer(
            otp: about.version, source: BuiltSource.name, origin: about.origin, platform: platform, elixir: nil,
            tools: [], warnings: [], recipe: .built(key: key))
    }
}
