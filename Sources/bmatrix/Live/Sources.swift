import Builds
import Configuration
import Host
import Matrix
import Releases
import Runtimes
import Synchronization
import SystemPackage
import Transfer

/// The sources of a matrix file at work: what they have, and how the pipeline gets it.
struct Sources: Sendable {
    private let catalog: Catalog
    private let store: Store
    private let host: Architecture

    /// Opens the store and sets the sources up; nothing is fetched yet.
    init(_ settings: [SourceSetting], refresh: Bool) throws {
        host = HostFacts.architecture
        do throws(RuntimesError) {
            store = try Store(root: try Store.location(environment: HostFacts.environment))
        } catch { throw Fault(error) }
        catalog = Catalog(
            sources: try settings.map { try $0.source(refresh: refresh) }, context: RuntimesContext(store: store))
    }

    /// The results of actions in the store.
    var actions: ActionStore { .live(store) }

    /// What the sources have for the versions that a matrix asks for.
    func offers(for file: MatrixFile) async throws -> RuntimeOffers {
        do throws(RuntimesError) {
            let offers = try await catalog.offers(for: demand(of: file))
            for warning in Self.unique(offers.runtimes.flatMap(\.warnings) + offers.problems.map(\.message)) {
                Terminal.standardError.write("note: \(warning)")
            }
            return offers
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw Fault(error)
        }
    }

    private func demand(of file: MatrixFile) -> RuntimeDemand {
        var elixir = file.inclusions.compactMap(\.elixir)
        if case .requests(let requests) = file.axes.elixir { elixir += requests }
        return RuntimeDemand(
            targets: file.axes.targets + file.inclusions.map(\.target),
            otp: file.axes.otp + file.inclusions.map(\.otp), elixir: elixir,
            host: Target.automatic(host: host))
    }

    /// How runtimes and toolchains on offer get into the store.
    func supply(_ offers: RuntimeOffers) -> Supply {
        let (catalog, host) = (catalog, host)
        return Supply(
            runtime: { (version, target) async throws(Failure) in
                try await Self.provision(catalog) { () throws(RuntimesError) in
                    try offers.exactly(version, for: target)
                }
            },
            hostRuntime: { (version) async throws(Failure) in
                try await Self.provision(catalog) { () throws(RuntimesError) in
                    try offers.toolchain(version, host: host)
                }
            },
            elixir: { (elixir, otp) async throws(Failure) in
                do throws(RuntimesError) {
                    let offer = try offers.elixir(elixir, beside: try offers.toolchain(otp, host: host))
                    return Provision(
                        name: "Elixir \(offer.version) (\(offer.source) \(offer.origin))",
                        try await catalog.place(of: offer)
                    ) { () async throws(RuntimesError) in _ = try await catalog.elixir(for: offer) }
                } catch { throw error.failure }
            },
            rebar3: { (otp) async throws(Failure) in
                guard let tool = try await Self.tool(.rebar3, otp, offers, catalog, host: host) else {
                    throw RuntimesError.noTool(.rebar3, otp: otp).failure
                }
                return tool
            },
            hex: { (otp) async throws(Failure) in try await Self.tool(.hex, otp, offers, catalog, host: host) })
    }

    private static func tool(
        _ tool: BuildTool, _ otp: Version, _ offers: RuntimeOffers, _ catalog: Catalog, host: Architecture
    ) async throws(Failure) -> Provision? {
        do throws(RuntimesError) {
            guard let offer = offers.tool(tool, beside: try offers.toolchain(otp, host: host)) else { return nil }
            return Provision(
                name: "\(tool.rawValue) \(offer.version) (\(offer.source) \(offer.origin))",
                try await catalog.place(of: offer)
            ) { () async throws(RuntimesError) in _ = try await catalog.tool(for: offer) }
        } catch { throw error.failure }
    }

    private static func provision(
        _ catalog: Catalog, _ find: () throws(RuntimesError) -> RuntimeOffer
    ) async throws(Failure) -> Provision {
        do throws(RuntimesError) {
            let offer = try find()
            return Provision(name: "Erlang/OTP \(offer)", try await catalog.place(of: offer)) {
                () async throws(RuntimesError) in _ = try await catalog.runtime(for: offer)
            }
        } catch { throw error.failure }
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension SourceSetting {
    /// The source that the matrix file sets up.
    fileprivate func source(refresh: Bool) throws(Fault) -> any RuntimeSource {
        switch self {
        case .debian(let debian):
            var source = DebianSource(mirror: debian.mirror, architecture: HostFacts.architecture, refresh: refresh)
            if !debian.suites.isEmpty { source.suites = debian.suites }
            source.validUntil = DebianSource.ValidUntil(rawValue: debian.validUntil.rawValue) ?? .warn
            source.signature = DebianSource.Signature(rawValue: debian.signature.rawValue) ?? .require
            source.keyring = debian.keyring.map { FilePath($0) }
            source.token = try debian.tokenVariable.map(SecretToken.init(variable:))
            return source
        case .system(let system):
            var source = SystemSource()
            if let otp = system.otp { source.erlang = [FilePath(otp)] }
            if let elixir = system.elixir { source.elixir = [FilePath(elixir)] }
            return source
        }
    }
}

extension SecretToken {
    /// The token that an environment variable holds.
    fileprivate init(variable: String) throws(Fault) {
        guard let token = HostFacts.environment[variable].flatMap({ SecretToken($0) }) else {
            throw Fault(
                status: .usage, code: "sources.no-token",
                message: "the environment variable \(variable), which 'token-env' names, holds no token",
                hint: "set it to the token that the server wants, or take 'token-env' out of the matrix file")
        }
        self = token
    }
}

extension Provision {
    /// Something on offer and its place in the store.
    fileprivate init(
        name: String, _ place: StorePlace, obtain: @escaping @Sendable () async throws(RuntimesError) -> Void
    ) {
        self.init(name: name, key: place.key, place: place.path, isThere: place.isThere) { () async throws(Failure) in
            do throws(RuntimesError) { try await obtain() } catch { throw error.failure }
        }
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
        self.init(status: .infrastructure, code: error.code, message: error.message, hint: error.hint)
    }
}
