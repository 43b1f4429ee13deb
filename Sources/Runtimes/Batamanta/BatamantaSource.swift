import FoundationEssentials
package import Matrix

/// The runtimes that a MANIFEST.json of Batamanta's layout lists.
package struct BatamantaSource: RuntimeSource, Hashable {
    /// The glibc of the Ubuntu 22.04 that they are built on.
    package static let usualGlibc = "2.35"

    /// The manifest's URL.
    package var manifest: String
    /// How it is known what to trust: a manifest has no checksums.
    package var vouching: Vouching
    /// What may be done to get at the server.
    package var access: ServerAccess
    /// The oldest glibc that its builds for glibc start on; their files are held against it.
    package var glibc: Version?
    /// Whether to ask the server even if it was asked lately.
    package var refresh: Bool

    /// A source of all that a manifest lists.
    package init(
        manifest: String, vouching: Vouching = Vouching(), access: ServerAccess = ServerAccess(),
        glibc: Version? = Version(BatamantaSource.usualGlibc),
        refresh: Bool = false
    ) {
        self.manifest = manifest
        self.vouching = vouching
        self.access = access
        self.glibc = glibc
        self.refresh = refresh
    }

    package var name: String { Self.name }
    static let name = "batamanta"

    /// What the manifest lists for Linux.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        do throws(RuntimesError) {
            let served = ServedText(
                url: manifest, refresh: refresh, access: access.access(to: manifest, from: manifest), context: context)
            guard let text = try await served.current().text else { throw .badManifest(manifest, "it is not there") }
            let folder = ServerURL.parent(of: manifest)
            let checksums = try await vouching.checksums(beside: folder, access, refresh: refresh, context)
            var archives = VouchedArchives(source: Self.name, vouching: vouching, checksums: checksums)
            for entry in try entries(text) where entry.key.operatingSystem == .linux {
                let promise = RuntimePromise(otp: entry.otp, platform: platform(entry.key))
                archives.add(
                    promise, url: entry.url,
                    named: ["\(entry.otp)/\(entry.name)", "OTP-\(entry.otp)/\(entry.name)"],
                    access: access.access(to: entry.url, from: manifest))
            }
            return archives.offers(for: demand)
        } catch {
            return RuntimeOffers(runtimes: [], problems: [error])
        }
    }

    private func platform(_ key: BatamantaKey) -> Platform {
        Platform(key.operatingSystem, key.architecture, key.libc, glibc: key.libc == .glibc ? glibc : nil)
    }

    private typealias Entry = (otp: Version, key: BatamantaKey, name: String, url: String)

    /// Sorted, so that equal manifests give equal offers; of two names for one platform the newer form comes first.
    private func entries(_ text: String) throws(RuntimesError) -> [Entry] {
        guard let listed = try? JSONDecoder().decode([String: [String: String]].self, from: Data(text.utf8)) else {
            throw .badManifest(manifest, "it is no mapping of versions to mappings of platforms to URLs")
        }
        var entries: [Entry] = []
        for (version, urls) in listed.sorted(by: { $0.key < $1.key }) {
            guard version.hasPrefix("OTP-"), let otp = Version(String(version.dropFirst(4))) else { continue }
            var seen: Set<BatamantaKey> = []
            for (name, url) in urls.sorted(by: { ($1.key.count, $1.key) < ($0.key.count, $0.key) }) {
                guard let key = BatamantaKey(name), seen.insert(key).inserted else { continue }
                entries.append((otp, key, name, ServerURL.resolve(url, in: manifest)))
            }
        }
        return entries
    }
}

extension RuntimesError {
    fileprivate static func badManifest(_ url: String, _ complaint: String) -> RuntimesError {
        RuntimesError(
            "runtimes.bad-manifest", "\(url) cannot be used: \(complaint)",
            hint: "set 'url:' of the source 'batamanta' to the URL of a MANIFEST.json", isInfrastructure: true)
    }
}
