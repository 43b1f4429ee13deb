import Archive
import Digest
import Host
import Matrix
import SystemPackage

/// Makes an Elixir from an archive that holds one.
struct ArchivedElixir {
    /// Goes up when the layout changes.
    private static let version = "1"
    private static let unpacked = ".unpacked"

    let offer: ElixirOffer
    let archive: ElixirArchive
    let context: RuntimesContext

    /// The Elixir, from the store or made now.
    func make() async throws(RuntimesError) -> ElixirInstallation {
        do {
            let digest = try await content.digest()
            let key = key(digest)
            let entry = try await context.store.entry(.elixirs, key) { folder in
                context.notify("fetching \(archive.file.name)")
                let file = try await content.file(digest)
                try await Blocking.run { Result { try lay(out: file, in: folder) } }.get()
            }
            return ElixirInstallation(
                root: entry.path, version: offer.version, otpMajor: offer.otpMajor, key: key, isCached: entry.wasThere)
        } catch {
            throw RuntimesError(error)
        }
    }

    /// The hash of all that it is made from.
    func key() async throws(RuntimesError) -> String {
        do { return key(try await content.digest()) } catch { throw RuntimesError(error) }
    }

    private var content: FetchedArchive { FetchedArchive(archive: archive.file, context: context) }

    private func key(_ digest: DigestValue) -> String {
        SHA256.digest(of: "archive elixir \(Self.version)\n\(digest)\n").hex
    }

    /// Only `bin` and `lib` are kept: the rest of a build is its manual.
    private func lay(out file: FilePath, in folder: FilePath) throws {
        let tree = folder.appending(Self.unpacked)
        try Disk().makeFolder(tree)
        try Unpacker().unpack(file, into: tree)
        guard let root = try TreeSearch(tree).elixir() else {
            throw RuntimesError.incompleteElixir(FilePath(archive.file.name), "bin/elixir")
        }
        for name in ["bin", "lib"] { try Disk().rename(root.appending(name), to: folder.appending(name)) }
        try Disk().removeTree(tree)
        for (name, kind) in try Disk().walk(folder.appending("bin")) where kind == .file {
            try Executable.mark(folder.appending("bin").appending(name))
        }
        let found = try ElixirRoot(folder).version()
        guard found == offer.version else { throw RuntimesError.otherElixir(offer, found) }
    }
}
