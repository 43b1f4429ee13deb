import Matrix

/// The builds of Erlang/OTP and Elixir that the Hex team makes for each release, on a server of their layout.
package struct HexpmSource: RuntimeSource, Hashable {
    /// The distributions whose builds are asked for unless others are named: the oldest that is still built first.
    package static let defaultDistributions = ["ubuntu-22.04"]

    /// The server's URL; nil if nobody has named one.
    package var mirror: String?
    /// Distributions, such as `ubuntu-22.04`.
    package var distributions: [String]
    /// What may be done to get at the server.
    package var access: ServerAccess
    /// Whether to ask the server even if it was asked lately.
    package var refresh: Bool

    /// A source, by default of the builds that need the oldest glibc.
    package init(
        mirror: String?, distributions: [String] = HexpmSource.defaultDistributions,
        access: ServerAccess = ServerAccess(), refresh: Bool = false
    ) {
        self.mirror = mirror
        self.distributions = distributions
        self.access = access
        self.refresh = refresh
    }

    package var name: String { Self.name }
    static let name = "hexpm"

    /// What the server lists for the processors that something is asked for, and every Elixir.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        guard let mirror else { return RuntimeOffers(runtimes: [], problems: [.noHexMirror]) }
        let server = ServerURL.folder(mirror)
        let access = access.access(to: server, from: server)
        var (runtimes, elixirs, problems) = ([RuntimeOffer](), [ElixirOffer](), [RuntimesError]())
        for architecture in demand.architectures.sorted(by: { $0.rawValue < $1.rawValue }) {
            for distribution in distributions.map(HexpmDistribution.init) {
                let list = HexpmRuntimes(
                    server: server, distribution: distribution, architecture: architecture, access: access,
                    refresh: refresh, context: context)
                do throws(RuntimesError) {
                    let found = try await list.offers(for: demand)
                    runtimes += found.runtimes
                    problems += found.problems
                } catch { problems.append(error) }
            }
        }
        do throws(RuntimesError) {
            elixirs = try await HexpmElixirs(server: server, access: access, refresh: refresh, context: context)
                .offers()
        } catch { problems.append(error) }
        return RuntimeOffers(runtimes: runtimes, elixirs: elixirs, problems: problems)
    }
}

extension RuntimesError {
    fileprivate static let noHexMirror = RuntimesError(
        "runtimes.no-mirror", "the source 'hexpm' does not know its server",
        hint: "set its 'mirror:' in the matrix file, or HEX_BUILDS_URL, to the URL of the folder that holds 'builds'")
}
