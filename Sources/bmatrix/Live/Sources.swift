import Builds
import Configuration
import Host
import Matrix
import Releases
import Reports
import Runtimes
import Synchronization
import SystemPackage
import Transfer

/// The sources of a matrix file at work: what they have, and how the pipeline gets it.
struct Sources: Sendable {
    private let catalog: Catalog
    private let store: Store
    private let host: Platform
    /// The host's own Erlang, where the file lets it stand in for what no source has.
    private let fallback: SystemSource?
    private let lock: LockPlace
    private let isOffline: Bool

    /// Opens the store and sets the sources up; nothing is fetched yet. Paths of settings are relative to the matrix file.
    init(_ file: MatrixFile, _ matrix: MatrixArguments, _ supply: SupplyArguments, refresh: Bool = false) throws {
        host = HostFacts.platform
        lock = LockPlace(beside: matrix, isRequired: supply.locked)
        store = try Store.opened(sharing: file.sharedCaches)
        isOffline = supply.offline
        fallback = file.fallback.map { $0.source(folder: matrix.folder) }
        catalog = Catalog(
            sources: try file.sources.map { try $0.source(folder: matrix.folder, refresh: refresh) },
            context: RuntimesContext(store: store, transfer: supply.offline ? .offline : .live()))
    }

    /// The results of actions in the store.
    var actions: ActionStore { .live(store) }

    /// What the sources have for the versions that a matrix asks for.
    func offers(for file: MatrixFile) async throws -> RuntimeOffers {
        do throws(RuntimesError) {
            guard let lock = try lock.read() else { return try await freshOffers(for: file) }
            var locked = RuntimeOffers(runtimes: [], problems: [])
            locked.pinned = try await pinned(by: lock, for: file)
            let missing = PinList(file, locked, host: host).missing
            locked.fallback = ownOffers(for: file)
            if missing.isEmpty { return locked }
            try self.lock.complain(of: missing)
            return try await freshOffers(for: file, pinned: locked.pinned)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw Fault(error)
        }
    }

    /// What the lock file pins of what the matrix and this host ask for.
    private func pinned(by lock: LockFile, for file: MatrixFile) async throws(RuntimesError) -> PinnedOffers {
        let all = Catalog(sources: catalog.sources + (fallback.map { [$0] } ?? []), context: catalog.context)
        return try await all.offers(
            pinnedBy: lock.serving(file.allTargets, host: host.architecture), for: demand(of: file))
    }

    private func ownOffers(for file: MatrixFile) -> [RuntimeOffer] {
        fallback?.offers(for: demand(of: file), catalog.context).runtimes ?? []
    }

    /// What the sources have, whatever a lock file says beyond `pinned`.
    func freshOffers(
        for file: MatrixFile, pinned: PinnedOffers = PinnedOffers()
    ) async throws(RuntimesError) -> RuntimeOffers {
        var offers = try await catalog.offers(for: demand(of: file))
        offers.pinned = pinned
        offers.fallback = ownOffers(for: file)
        for warning in Self.unique(offers.runtimes.flatMap(\.warnings) + offers.problems.map(\.message)) {
            Terminal.standardError.write("note: \(warning)")
        }
        return offers
    }

    /// The pins of a matrix: those of `known`, and what else it asks for as `offers` has it.
    func lock(
        _ file: MatrixFile, _ offers: RuntimeOffers, keeping known: LockFile
    ) async throws(RuntimesError) -> LockFile {
        try await PinList(file, offers, host: host).lock(keeping: known, catalog)
    }

    /// The offers of a file with those pins.
    func offers(for file: MatrixFile, keeping known: LockFile) async throws(RuntimesError) -> RuntimeOffers {
        try await freshOffers(for: file, pinned: try await pinned(by: known, for: file))
    }

    /// Makes a static runtime with the bytecode of what the sources have of a version.
    func build(
        _ request: StaticRuntimeRequest, _ otp: VersionRequest, _ target: Target, watch: BuildWatch
    ) async throws(RuntimesError) -> Runtime {
        var context = catalog.context
        context.notify = { watch.stage($0) }
        let catalog = Catalog(sources: catalog.sources, context: context)
        let demand = RuntimeDemand(otp: [otp], host: Target.automatic(host: host))
        let base = try await catalog.offers(for: demand).newest(otp, host: host)
        return try await StaticRuntimeBuild(
            request, base: base, target: target, catalog: catalog, processes: .live, watch: watch
        ).make()
    }

    private func demand(of file: MatrixFile) -> RuntimeDemand {
        var elixir = file.inclusions.compactMap(\.elixir)
        if case .requests(let requests) = file.axes.elixir { elixir += requests }
        return RuntimeDemand(
            targets: file.allTargets,
            otp: file.axes.otp + file.inclusions.map(\.otp), elixir: elixir,
            host: Target.automatic(host: host))
    }

    /// How runtimes and toolchains on offer get into the store.
    ///
    /// - Parameter notify: hears of what is fetched and laid out, in short lines.
    func supply(_ offers: RuntimeOffers, notify: @escaping @Sendable (String) -> Void = { _ in }) -> Supply {
        var context = catalog.context
        context.notify = notify
        let catalog = Catalog(sources: catalog.sources, context: context)
        var supply = OfferSupply(offers: offers, catalog: catalog, host: host).supply
        supply.isOffline = isOffline
        return supply
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension RuntimesError {
    /// The failure of a cell that this stops.
    var failure: Failure {
        Failure(stage: .fetch, code: code, message: message, hint: hint, isInfrastructure: isInfrastructure)
    }
}

extension Fault {
    /// A store or source that cannot be used at all.
    init(_ error: RuntimesError) {
        // A lock file that cannot be used is a wrong file; what it pins being gone is not.
        let isUsage = error.code.hasPrefix("lock.") && !error.isInfrastructure
        self.init(
            status: isUsage ? .usage : .infrastructure, code: error.code, message: error.message, hint: error.hint)
    }
}
