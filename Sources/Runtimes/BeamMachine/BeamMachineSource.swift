import Matrix

/// The universal builds of BEAM Machine's layout: one archive for each OTP and processor, made for a musl that comes apart.
///
/// The server has no list, so what it has is what is asked for by its whole version.
package struct BeamMachineSource: RuntimeSource, Hashable {
    /// The URL of the folder that holds `OTP-…` and `musl`.
    package var url: String
    /// How it is known what to trust.
    package var vouching: Vouching
    /// What may be done to get at the server.
    package var access: ServerAccess
    /// Whether to ask for checksums even if that was done lately.
    package var refresh: Bool

    /// A source of one server.
    package init(
        url: String, vouching: Vouching = Vouching(), access: ServerAccess = ServerAccess(),
        refresh: Bool = false
    ) {
        self.url = ServerURL.folder(url)
        self.vouching = vouching
        self.access = access
        self.refresh = refresh
    }

    package var name: String { Self.name }
    static let name = "beammachine"

    /// The whole versions that are asked for, each for the processors that something is asked for.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        do throws(RuntimesError) {
            let serverAccess = access.access(to: url, from: url)
            let checksums = try await vouching.checksums(beside: url, access, refresh: refresh, context)
            var archives = VouchedArchives(source: Self.name, vouching: vouching, checksums: checksums)
            let builds = demand.wholeVersions.flatMap { otp in
                demand.architectures.sorted { $0.rawValue < $1.rawValue }.map { (otp, $0) }
            }
            for (otp, architecture) in builds {
                let (url, names) = (self.url(otp, architecture), ["\(otp)/any_linux_\(architecture.rawValue)"])
                if archives.digest(of: url, named: names) == nil, vouching.trustsFirstUse {
                    guard try await FirstUse(url: url, access: serverAccess, context: context).isThere() else {
                        continue
                    }
                }
                let promise = RuntimePromise(otp: otp, platform: Platform(.linux, architecture, .bundled))
                archives.add(promise, url: url, named: names, access: serverAccess, loaders: loaders)
            }
            return archives.offers(for: demand)
        } catch {
            return RuntimeOffers(runtimes: [], problems: [error])
        }
    }

    /// The URL of the folder that has the loaders.
    var loaders: String { "\(url)/musl" }

    private func url(_ otp: Version, _ architecture: Architecture) -> String {
        let processor = architecture == .arm64 ? "aarch64" : "x86_64"
        return "\(url)/OTP-\(otp)/linux/\(processor)/any/otp_\(otp)_linux_any_\(processor).tar.gz"
    }
}

extension RuntimeDemand {
    /// The OTP versions that are asked for by more than their first number, each once.
    var wholeVersions: [Version] {
        var seen: Set<Version> = []
        return otp.compactMap(\.version).filter { $0.numbers.count > 1 && seen.insert($0).inserted }
    }
}
