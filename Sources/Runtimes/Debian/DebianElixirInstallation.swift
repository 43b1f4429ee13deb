import Archive
import Digest
import Host
import SystemPackage

/// Makes an Elixir from a suite's package.
struct DebianElixirInstallation {
    let offer: ElixirOffer
    let recipe: DebianElixir
    let context: RuntimesContext

    /// The Elixir, from the store or made now.
    func make() async throws(RuntimesError) -> ElixirInstallation {
        let key = key
        do {
            let entry = try await context.store.entry(.elixirs, key) { folder in
                let downloads = DebianDownloads(mirror: recipe.mirror, token: recipe.token, context: context)
                let files = try await downloads.fetch([recipe.package], for: "Elixir \(offer.version)")
                context.notify("laying out Elixir \(offer.version)")
                try await Blocking.run { Result { try lay(out: files, in: folder) } }.get()
            }
            return ElixirInstallation(
                root: entry.path, version: offer.version, otpMajor: offer.otpMajor, key: key, isCached: entry.wasThere)
        } catch {
            throw RuntimesError(error)
        }
    }

    /// The hash of all that it is made from.
    var key: String {
        SHA256.digest(of: "debian elixir \(DebianRecipe.version)\n\(recipe.package.digest)\n").hex
    }

    private func lay(out files: [FilePath], in folder: FilePath) throws {
        for file in files {
            try Unpacker().unpack(file, into: folder) { DebianRuntime.remainder(of: $0, after: "usr/lib/elixir/") }
        }
        let found = try ElixirRoot(folder).version()
        guard found == offer.version else { throw RuntimesError.otherElixir(offer, found) }
    }
}

extension RuntimesError {
    static func otherElixir(_ offer: ElixirOffer, _ found: some CustomStringConvertible) -> RuntimesError {
        RuntimesError(
            "runtimes.version-mismatch", "Elixir \(offer.version) of \(offer.source) \(offer.origin) holds \(found)",
            hint: "this version of the source is not supported yet: please report it")
    }
}
