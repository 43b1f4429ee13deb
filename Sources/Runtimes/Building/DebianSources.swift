import Archive
import Digest
import Host
import SystemPackage
import Transfer

/// The source packages of one suite, by its Sources index.
struct DebianSources {
    let suite: DebianSuite

    private var context: RuntimesContext { suite.context }

    /// The source package of that name: in that version, or the newest that the suite names.
    func package(_ name: String, version: String? = nil) async throws -> DebianSourcePackage {
        let index = try await index()
        let found = try await Blocking.run { Result { try Self.packages(name, in: index) } }.get()
        let wanted = version.map { version in found.filter { $0.version == version } } ?? found
        // What is kept only because something else was built from it stands behind the suite's own.
        guard let package = wanted.first else { throw RuntimesError.noSourcePackage(suite, name, version) }
        return package
    }

    /// The index in the store.
    private func index() async throws -> FilePath {
        let snapshot = try await snapshot()
        guard let digest = snapshot.sources, let size = snapshot.sourcesSize else {
            throw RuntimesError.noSources(suite)
        }
        return try await context.store.fileEntry(.downloads, digest.hex) { file in
            context.notify("fetching the index of sources of Debian \(suite.name), \(size / 1_000_000) MB")
            let folder = "\(suite.mirror)/dists/\(suite.name)"
            let request = TransferRequest(
                url: "\(folder)/main/source/by-hash/SHA256/\(digest)", limit: size,
                check: DigestCheck(expected: digest),
                access: suite.source.access)
            do throws(TransferError) {
                try await context.transfer.download(request, file)
            } catch {
                guard error.reason == .notFound else { throw error }
                let plain = TransferRequest(
                    url: "\(folder)/\(DebianSuite.sourcesPath)", limit: size, check: DigestCheck(expected: digest),
                    access: suite.source.access)
                try await context.transfer.download(plain, file)
            }
        }.path
    }

    private func snapshot() async throws(RuntimesError) -> DebianSnapshot {
        let known = try await DebianSnapshots(suite: suite).current().0
        if known.sources != nil { return known }
        var source = suite.source
        source.refresh = true
        let fresh = DebianSuite(
            source: source, mirror: suite.mirror, name: suite.name, architecture: suite.architecture,
            isHost: suite.isHost, context: context)
        return try await DebianSnapshots(suite: fresh).current().0
    }

    static func packages(_ name: String, in index: FilePath) throws -> [DebianSourcePackage] {
        var found: [DebianSourcePackage] = []
        let mark = Array("Package: \(name)\n".utf8)
        try CompressedFile(index).forEachRecord(endingIn: "\n\n") { record in
            guard record.starts(with: mark) else { return }
            let fields = ControlFile.stanzas(String(decoding: record, as: UTF8.self)).first ?? [:]
            if fields["extra-source-only"] == nil, let package = DebianSourcePackage(stanza: fields) {
                found.append(package)
            }
        }
        return found
    }
}

extension RuntimesError {
    fileprivate static func noSources(_ suite: DebianSuite) -> RuntimesError {
        RuntimesError(
            "runtimes.no-sources", "Debian \(suite.name) at \(suite.mirror) has no index of source packages",
            hint: "use a mirror that has them, or name the source with --source (and --openssl)")
    }

    fileprivate static func noSourcePackage(_ suite: DebianSuite, _ name: String, _ version: String?) -> RuntimesError {
        let wanted = version.map { "\(name) \($0)" } ?? name
        return RuntimesError(
            "runtimes.no-source-package", "Debian \(suite.name) at \(suite.mirror) has no source package \(wanted)",
            hint: "run it again with --refresh, or name an archive of the source")
    }
}
