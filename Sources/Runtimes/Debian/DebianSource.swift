import Matrix
package import SystemPackage
package import Transfer

/// Debian's packages of Erlang and Elixir: for each suite and processor a runtime that brings its C library, and one that takes
/// the system's.
package struct DebianSource: RuntimeSource, Hashable {
    /// What to do about an index whose Valid-Until has passed.
    package enum ValidUntil: String, Hashable, Sendable {
        /// Use it, and say so.
        case warn
        /// Refuse it.
        case enforce
        /// Use it silently.
        case ignore
    }

    /// What to do about the signature of a suite's Release file.
    package enum Signature: String, Hashable, Sendable {
        /// Refuse what no known key has signed.
        case require
        /// Take what comes, and say so.
        case off
    }

    /// The suites that are asked for unless others are named.
    package static let defaultSuites = ["bookworm", "trixie", "forky"]

    /// The mirror's URL; nil for the one that the host's apt uses.
    package var mirror: String?
    /// Suites by name, such as `trixie`.
    package var suites: [String]
    /// What to do about an expired index.
    package var validUntil: ValidUntil
    /// What to do about signatures.
    package var signature: Signature
    /// The keys that count, binary or armored; nil for those of Debian's archive.
    package var keyring: FilePath?
    /// What a private mirror wants to see.
    package var token: SecretToken?
    /// Whether to ask the mirror even if it was asked lately.
    package var refresh: Bool
    /// Where the host's `etc/apt` and its keyrings lie.
    package var hostRoot: FilePath

    /// A source, by default of all suites of the host's own mirror.
    package init(
        mirror: String? = nil, suites: [String] = DebianSource.defaultSuites, validUntil: ValidUntil = .warn,
        signature: Signature = .require, keyring: FilePath? = nil, token: SecretToken? = nil, refresh: Bool = false,
        hostRoot: FilePath = "/"
    ) {
        self.mirror = mirror
        self.suites = suites
        self.validUntil = validUntil
        self.signature = signature
        self.keyring = keyring
        self.token = token
        self.refresh = refresh
        self.hostRoot = hostRoot
    }

    package var name: String { Self.name }
    static let name = "debian"

    /// What the suites have, in their order; a suite that fails is a problem and not the end.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        let url: String
        do throws(RuntimesError) {
            url = try mirrorURL()
        } catch {
            return RuntimeOffers(runtimes: [], problems: [error])
        }
        let asked = suites.flatMap { name in
            Self.architectures(demand).map { architecture in
                DebianSuite(
                    source: self, mirror: url, name: name, architecture: architecture,
                    isHost: architecture == demand.host.architecture,
                    takesSystemLibrary: demand.targets.contains {
                        $0.libc == .glibc && $0.architecture == architecture && !$0.isAutomatic
                    }, context: context)
            }
        }
        let results = await withTaskGroup(of: (Int, Result<[RuntimeOffer], RuntimesError>).self) { group in
            for (index, suite) in asked.enumerated() { group.addTask { (index, await suite.offers()) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return RuntimeOffers(
            runtimes: results.flatMap { (try? $0.get()) ?? [] },
            problems: results.compactMap { if case .failure(let error) = $0 { error } else { nil } })
    }

    func mirrorURL() throws(RuntimesError) -> String {
        guard let mirror else { return try DebianMirror.find(root: hostRoot) }
        return mirror.hasSuffix("/") ? String(mirror.dropLast()) : mirror
    }

    /// Plain http serves: what comes is verified by signature and digest, unless that was switched off on purpose.
    var access: TransferAccess { TransferAccess(plainHTTP: .withoutSecrets, token: token) }

    /// The host's processor first: its runtimes compile, whatever is packed.
    private static func architectures(_ demand: RuntimeDemand) -> [Architecture] {
        let others = demand.architectures.subtracting([demand.host.architecture])
        return [demand.host.architecture] + others.sorted { $0.rawValue < $1.rawValue }
    }
}

/// How Debian calls a processor.
extension Architecture {
    /// The name in the mirror's paths and in packages.
    var debianName: String {
        switch self {
        case .x86_64: "amd64"
        case .arm64: "arm64"
        }
    }

    /// The name of the folder of its shared libraries.
    var debianTriplet: String {
        switch self {
        case .x86_64: "x86_64-linux-gnu"
        case .arm64: "aarch64-linux-gnu"
        }
    }
}
