import Builds
import Configuration
import Host
import Matrix
import Releases
import Runtimes
import Synchronization
import SystemPackage

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
            sources: settings.map { RuntimeSource($0, refresh: refresh) }, context: RuntimesContext(store: store))
    }

    /// The results of actions in the store.
    var actions: ActionStore { .live(store) }

    /// What the sources have for the versions that a matrix asks for.
    func offers() async throws -> RuntimeOffers {
        do throws(RuntimesError) {
            let offers = try await catalog.offers()
            for warning in Self.unique(offers.runtimes.flatMap(\.warnings) + offers.problems.map(\.message)) {
                Terminal.standardError.write("note: \(warning)")
            }
            return offers
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw Fault(error)
        }
    }

    /// How runtimes and toolchains on offer get into the store.
    func supply(_ offers: RuntimeOffers) -> Supply {
        let (catalog, host) = (catalog, host)
        return Supply(
            runtime: { (version, target) async throws(Failure) in
                do throws(RuntimesError) {
                    let runtime = try await catalog.runtime(for: try offers.exactly(version, for: target))
                    return Supplied(value: runtime.root, key: runtime.key, cached: runtime.isCached)
                } catch { throw error.failure }
            },
            toolchain: { (otp, elixir) async throws(Failure) in
                do throws(RuntimesError) {
                    let offer = try offers.toolchain(otp, host: host)
                    let runtime = try await catalog.runtime(for: offer)
                    let installation = try await catalog.elixir(for: try offers.elixir(elixir, beside: offer))
                    return Supplied(
                        value: Toolchain(otp: runtime.root, elixir: installation.root),
                        key: "\(runtime.key)+\(installation.key)", cached: runtime.isCached && installation.isCached)
                } catch { throw error.failure }
            },
            rebar3: { (otp) async throws(Failure) in
                do throws(RuntimesError) {
                    let offer = offers.tool(.rebar3, beside: try offers.toolchain(otp, host: host))
                    guard let offer else { throw .noTool(.rebar3, otp: otp) }
                    let tool = try await catalog.tool(for: offer)
                    return Supplied(value: tool.root.appending("rebar3"), key: tool.key, cached: tool.isCached)
                } catch { throw error.failure }
            },
            hex: { (otp) async throws(Failure) in
                do throws(RuntimesError) {
                    guard let offer = offers.tool(.hex, beside: try offers.toolchain(otp, host: host)) else {
                        return nil
                    }
                    let tool = try await catalog.tool(for: offer)
                    return Supplied(value: tool.root, key: tool.key, cached: tool.isCached)
                } catch { throw error.failure }
            })
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension RuntimeSource {
    /// A source as the matrix file sets it up.
    init(_ setting: SourceSetting, refresh: Bool) {
        switch setting {
        case .debian(let debian):
            var source = DebianSource(mirror: debian.mirror, architecture: HostFacts.architecture, refresh: refresh)
            if !debian.suites.isEmpty { source.suites = debian.suites }
            source.validUntil = DebianSource.ValidUntil(rawValue: debian.validUntil.rawValue) ?? .warn
            self = .debian(source)
        case .system(let system):
            var source = SystemSource()
            if let otp = system.otp { source.erlang = [FilePath(otp)] }
            if let elixir = system.elixir { source.elixir = [FilePath(elixir)] }
            self = .system(source)
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
