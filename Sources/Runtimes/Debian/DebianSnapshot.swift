import Digest
import FoundationEssentials
import Host
import SystemPackage
import Transfer

/// What the last look at a suite's InRelease told.
struct DebianSnapshot: Hashable, Codable, Sendable {
    /// The Packages index, which leads to everything else.
    let packages: DigestValue
    let packagesSize: Int
    /// The Sources index, which leads to what the packages are made from; `nil` in what older versions of the tool kept.
    var sources: DigestValue?
    var sourcesSize: Int?
    /// Seconds since 1970.
    let validUntil: Double?
    /// When the mirror was asked, in seconds since 1970.
    let fetched: Double
    /// The fingerprint of the key that signed it; nil when nobody looked.
    let signer: String?
}

/// The snapshots of one suite: the store's for half a day, then the mirror's again.
struct DebianSnapshots {
    private static let lifetime = 12.0 * 3600
    let suite: DebianSuite

    private var context: RuntimesContext { suite.context }

    /// The snapshot to work from, and a warning if it is an old one for want of a network.
    func current() async throws(RuntimesError) -> (DebianSnapshot, warning: String?) {
        let known = stored()
        let age = known.map { context.clock.now() - $0.fetched }
        if let known, let age, !suite.source.refresh, (0..<Self.lifetime).contains(age) { return (known, nil) }
        let release: SignedRelease
        do {
            context.notify("asking the mirror what Debian \(suite.name) has")
            release = try await DebianReleaseFiles(suite: suite).verified()
        } catch {
            guard let failure = error as? TransferError, failure.isOffline, let known, let age else {
                throw RuntimesError(error)
            }
            let hours = Int(max(age, 0) / 3600)
            return (known, "the mirror cannot be reached; going by what \(suite.name) had \(hours) hours ago")
        }
        return (try remember(release), nil)
    }

    private func remember(_ signed: SignedRelease) throws(RuntimesError) -> DebianSnapshot {
        guard let release = DebianRelease(signed.text) else { throw .badRelease(suite, "it is no Release file") }
        guard release.origin == "Debian", [release.codename, release.suite].contains(suite.name) else {
            throw .badRelease(suite, "it is of \(release.origin) \(release.codename)")
        }
        guard let index = release.indexes[suite.packagesPath] else {
            throw .badRelease(suite, "it lists no \(suite.packagesPath)")
        }
        let snapshot = DebianSnapshot(
            packages: index.digest, packagesSize: index.size, sources: release.indexes[DebianSuite.sourcesPath]?.digest,
            sourcesSize: release.indexes[DebianSuite.sourcesPath]?.size, validUntil: release.validUntil,
            fetched: context.clock.now(), signer: signed.signer)
        let encoded = try? JSONEncoder().encode(snapshot)
        if let encoded { try context.store.storeBlob(Array(encoded), .indexes, key) }
        return snapshot
    }

    private func stored() -> DebianSnapshot? {
        guard let file = try? context.store.blob(.indexes, key), let bytes = try? Disk().read(file, limit: 1 << 20)
        else {
            return nil
        }
        return try? JSONDecoder().decode(DebianSnapshot.self, from: Data(bytes))
    }

    /// What was found in one way is not taken for found in another: whose keys count is part of the name.
    private var key: String {
        let source = suite.source
        let trust = source.signature == .off ? "unsigned" : "signed \(source.keyring?.string ?? "")"
        let place = [suite.mirror, suite.name, suite.architecture.debianName, trust].joined(separator: "\n")
        return "release-\(SHA256.digest(of: place).hex)"
    }
}

extension DebianSuite {
    /// The path of the Packages index below the suite's folder.
    var packagesPath: String { "main/binary-\(architecture.debianName)/Packages.xz" }

    /// The path of the Sources index below the suite's folder.
    static let sourcesPath = "main/source/Sources.xz"
}

extension RuntimesError {
    static func badRelease(_ suite: DebianSuite, _ complaint: String) -> RuntimesError {
        RuntimesError(
            "runtimes.bad-release",
            "\(suite.mirror)/dists/\(suite.name): its Release file cannot be used: \(complaint)",
            hint: "check that 'mirror:' names a mirror of Debian's main archive", isInfrastructure: true)
    }
}
