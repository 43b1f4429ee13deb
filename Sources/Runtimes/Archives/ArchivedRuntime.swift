import Archive
import Digest
import Host
import Matrix
import SystemPackage

/// Makes a runtime from an archive that holds an Erlang/OTP.
struct ArchivedRuntime {
    /// Goes up when the layout changes, so that runtimes of an older layout are made anew.
    private static let version = "1"

    let archive: RuntimeArchive
    let context: RuntimesContext

    /// The runtime, from the store or made now.
    func make() async throws(RuntimesError) -> Runtime {
        do {
            let digest = try await digest()
            let key = key(digest)
            let entry = try await context.store.entry(.runtimes, key) { folder in
                context.notify("fetching \(archive.file.name)")
                let file = try await content.file(digest)
                context.notify("laying out \(archive.file.name)")
                let tree = folder.appending(Self.unpacked)
                try await Blocking.run { Result { try unpack(file, to: tree, in: folder) } }.get()
                if let loaders = archive.loaders {
                    try await MuslLoader(
                        folder: loaders, binaries: loader, access: archive.file.access, context: context
                    ).add(to: folder)
                }
                try await Blocking.run { Result { try finish(folder) } }.get()
            }
            return try Runtime(entry, key: key)
        } catch {
            throw RuntimesError(error)
        }
    }

    /// The hash of all that the runtime is made from.
    func key() async throws(RuntimesError) -> String {
        do { return key(try await digest()) } catch { throw RuntimesError(error) }
    }

    private static let unpacked = ".unpacked"

    private var content: FetchedArchive { FetchedArchive(archive: archive.file, context: context) }

    /// Who brings loaders has promised a processor.
    private var loader: LoaderBinaries { context.loader(archive.promise?.platform.architecture ?? .x86_64) }

    private func digest() async throws -> DigestValue { try await content.digest() }

    /// What was promised is part of it: only a tree that keeps a promise stands for it.
    private func key(_ digest: DigestValue) -> String {
        let promise = archive.promise.map { "\($0.otp), \($0.platform)" } ?? "nothing"
        let loader = archive.loaders == nil ? "none" : "\(SHA256.digest(of: loader.loader))"
        return SHA256.digest(of: "archive runtime \(Self.version)\n\(digest)\n\(promise)\n\(loader)\n").hex
    }

    /// Puts the tree in the archive into the folder itself.
    private func unpack(_ file: FilePath, to tree: FilePath, in folder: FilePath) throws {
        try Disk().makeFolder(tree)
        try Unpacker().unpack(file, into: tree)
        guard let root = try TreeSearch(tree).erlang() else {
            throw RuntimesError.incomplete(FilePath(archive.file.name), "erts-*")
        }
        for name in try Disk().list(root) { try Disk().rename(root.appending(name), to: folder.appending(name)) }
        try Disk().removeTree(tree)
    }

    private func finish(_ folder: FilePath) throws {
        try InstalledLayout(folder).apply()
        try ErlangRoot(folder).checkWholeness()
        try RelocatableLayout(folder).apply()
        guard let promise = archive.promise else {
            _ = try NativeFiles(folder).platform()
            return
        }
        try PromiseCheck(promise: promise, name: archive.file.name).check(folder)
    }
}
