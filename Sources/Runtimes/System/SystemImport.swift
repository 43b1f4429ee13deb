import Digest
import Host
import SystemPackage

/// Copies what is installed on the host into the store, so that a later update of the host does not change a build.
struct SystemImport {
    /// Goes up when the layout changes.
    private static let version = "1"

    let context: RuntimesContext

    /// A runtime without a C library of its own.
    func erlang(_ erlang: SystemErlang) async throws(RuntimesError) -> Runtime {
        let (entry, key) = try await copy(erlang.path, .runtimes) { folder in
            try InstalledLayout(folder).apply()
            try RelocatableLayout(folder).apply()
        }
        return try Runtime(entry, key: key)
    }

    /// An Elixir as it is.
    func elixir(_ offer: ElixirOffer, _ elixir: SystemElixir) async throws(RuntimesError) -> ElixirInstallation {
        let (entry, key) = try await copy(elixir.path, .elixirs) { _ in }
        return ElixirInstallation(
            root: entry.path, version: offer.version, otpMajor: offer.otpMajor, key: key, isCached: entry.wasThere)
    }

    /// The hash of all files of an installation.
    func key(of source: FilePath, _ kind: Store.Kind) async throws(RuntimesError) -> String {
        do {
            let digest = try await Blocking.run { Result { try InstalledTree(source).digest() } }.get()
            return SHA256.digest(of: "system \(kind.rawValue) \(Self.version)\n\(digest)\n").hex
        } catch {
            throw RuntimesError(error)
        }
    }

    private func copy(
        _ source: FilePath, _ kind: Store.Kind, _ finish: @escaping @Sendable (FilePath) throws -> Void
    ) async throws(RuntimesError) -> (StoredEntry, key: String) {
        do {
            let tree = InstalledTree(source)
            let key = try await key(of: source, kind)
            let entry = try await context.store.entry(kind, key) { folder in
                context.notify("importing \(source)")
                try await Blocking.run {
                    Result {
                        try tree.copy(to: folder)
                        try finish(folder)
                    }
                }.get()
            }
            return (entry, key)
        } catch {
            throw RuntimesError(error)
        }
    }
}
