import FoundationEssentials
import Host
import Matrix
import SystemPackage

/// What a runtime that was built here says of itself, in a file of its own.
struct BuiltRuntime: Hashable, Codable, Sendable {
    static let file = "built.json"

    let otp: Version
    let platform: Platform
    /// What it was made from, such as `erlang 1:27.3.4.1+dfsg-1 of Debian trixie`.
    let source: String
    /// Likewise for OpenSSL; nil for a runtime without crypto.
    let openssl: String?

    init(otp: Version, platform: Platform, source: String, openssl: String?) {
        self.otp = otp
        self.platform = platform
        self.source = source
        self.openssl = openssl
    }

    /// Reads the file of a runtime; nil if it was not built here.
    init?(in root: FilePath) {
        guard let bytes = try? Disk().read(root.appending(Self.file), limit: 1 << 16),
            let record = try? JSONDecoder().decode(BuiltRuntime.self, from: Data(bytes))
        else { return nil }
        self = record
    }

    /// Writes the file into a runtime.
    func write(to root: FilePath) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try Disk().write(Array(encoder.encode(self)), to: root.appending(Self.file))
    }
}

/// The runtimes that `bmatrix runtimes build` and `bmatrix runtimes import` have put into the store.
package struct BuiltSource: RuntimeSource, Hashable {
    package init() {}

    package var name: String { Self.name }
    static let name = "built"

    /// What the store has; of those for one OTP the ones with crypto come first.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) -> RuntimeOffers {
        let folder = context.store.root.appending(Store.Kind.runtimes.rawValue)
        let keys = context.store.keys(of: .runtimes, in: context.store.root)
        let imported = keys.compactMap { RuntimeImport.offer($0, in: context.store) }
        let offers = keys.compactMap { key -> RuntimeOffer? in
            guard let record = BuiltRuntime(in: folder.appending(key)) else { return nil }
            return RuntimeOffer(
                otp: record.otp, source: Self.name, origin: record.openssl == nil ? "without crypto" : "with crypto",
                platform: record.platform, elixir: nil, tools: [], warnings: [], recipe: .built(key: key))
        }
        return RuntimeOffers(
            runtimes: offers.filter { $0.origin == "with crypto" } + offers.filter { $0.origin != "with crypto" }
                + imported,
            problems: [])
    }
}
