import Archive
import Digest
import Host
import Matrix
import SystemPackage

/// Makes a runtime from a suite's packages: for any Linux of its processor, or for one whose C library is new enough.
struct DebianRuntime {
    let offer: DebianOffer
    let otp: Version
    let context: RuntimesContext

    /// The runtime, from the store or made now.
    func make() async throws(RuntimesError) -> Runtime {
        if offer.isBundled { try loader.checkPresence() }
        let key = key
        do {
            let entry = try await context.store.entry(.runtimes, key) { folder in
                let downloads = DebianDownloads(mirror: offer.mirror, token: offer.token, context: context)
                let files = try await downloads.fetch(offer.packages, for: "Erlang/OTP \(otp) of Debian \(offer.suite)")
                context.notify("laying out Erlang/OTP \(otp) of Debian \(offer.suite)")
                try await Blocking.run { Result { try lay(out: files, in: folder) } }.get()
            }
            return try Runtime(entry, key: key)
        } catch {
            throw RuntimesError(error)
        }
    }

    /// The hash of all that the runtime is made from.
    var key: String {
        var hash = SHA256()
        hash.update("debian runtime \(DebianRecipe.version)\n")
        for digest in offer.packages.map(\.digest).sorted() { hash.update("\(digest)\n") }
        if offer.isBundled {
            for binary in [loader.loader, loader.libsystemd] { hash.update("\(SHA256.digest(of: binary))\n") }
        } else {
            hash.update("for \(offer.platform)\n")
        }
        return hash.finalize().hex
    }

    private var loader: LoaderBinaries { context.loader(offer.platform.architecture) }

    private func lay(out files: [FilePath], in folder: FilePath) throws {
        for file in files { try Unpacker().unpack(file, into: folder, select: place) }
        try ErlangRoot(folder).checkWholeness()
        try checkVersion(in: folder)
        try RelocatableLayout(folder).apply()
        if offer.isBundled { try BundledLayout(folder, loader).apply() } else { try checkNeeds(of: folder) }
    }

    /// Where a file of a package goes: Erlang to the root, shared libraries to `libc`, everything else nowhere.
    private var place: @Sendable (String) -> String? {
        let triplet = offer.platform.architecture.debianTriplet
        let libraries = offer.isBundled ? ["usr/lib/\(triplet)/", "lib/\(triplet)/"] : []
        return { path in
            if let rest = Self.remainder(of: path, after: "usr/lib/erlang/") { return rest }
            for folder in libraries {
                if let name = Self.remainder(of: path, after: folder), !name.contains("/"), name.contains(".so") {
                    return "libc/\(name)"
                }
            }
            return nil
        }
    }

    static func remainder(of path: String, after prefix: String) -> String? {
        path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }

    /// The plan went by what the packages' dependencies say; the files have the last word.
    private func checkNeeds(of folder: FilePath) throws {
        let promise = RuntimePromise(otp: otp, platform: offer.platform)
        try PromiseCheck(promise: promise, name: "Erlang/OTP \(otp) of Debian \(offer.suite)").check(folder)
    }

    private func checkVersion(in folder: FilePath) throws(RuntimesError) {
        let found = try ErlangRoot(folder).otpVersion()
        guard found.numbers == otp.numbers else {
            throw RuntimesError(
                "runtimes.version-mismatch", "the packages of Erlang/OTP \(otp) hold \(found)",
                hint: "this version of the source is not supported yet: please report it")
        }
    }
}
