import Archive
import Digest
import Host
import Matrix
import SystemPackage

/// Makes a runtime for any Linux of one architecture from a suite's packages.
struct DebianRuntime {
    let offer: DebianOffer
    let otp: Version
    let context: RuntimesContext

    /// The runtime, from the store or made now.
    func make() async throws(RuntimesError) -> Runtime {
        try context.loader.checkPresence()
        let key = key
        do {
            let entry = try await context.store.entry(.runtimes, key) { folder in
                let packages = offer.selection.erlang + offer.selection.libraries
                let downloads = DebianDownloads(mirror: offer.mirror, token: offer.token, context: context)
                let files = try await downloads.fetch(packages, for: "Erlang/OTP \(otp) of Debian \(offer.suite)")
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
        let packages = (offer.selection.erlang + offer.selection.libraries).map(\.digest).sorted()
        var hash = SHA256()
        hash.update("debian runtime \(DebianRecipe.version)\n")
        for digest in packages { hash.update("\(digest)\n") }
        for binary in [context.loader.loader, context.loader.libsystemd] {
            hash.update("\(SHA256.digest(of: binary))\n")
        }
        return hash.finalize().hex
    }

    private func lay(out files: [FilePath], in folder: FilePath) throws {
        for file in files { try Unpacker().unpack(file, into: folder, select: Self.place) }
        try ErlangRoot(folder).checkWholeness()
        try checkVersion(in: folder)
        try RelocatableLayout(folder).apply()
        try BundledLayout(folder, context.loader).apply()
    }

    /// Where a file of a package goes: Erlang to the root, shared libraries to `libc`, everything else nowhere.
    private static func place(_ path: String) -> String? {
        if let rest = remainder(of: path, after: "usr/lib/erlang/") { return rest }
        for folder in ["usr/lib/x86_64-linux-gnu/", "lib/x86_64-linux-gnu/"] {
            if let name = remainder(of: path, after: folder), !name.contains("/"), name.contains(".so") {
                return "libc/\(name)"
            }
        }
        return nil
    }

    static func remainder(of path: String, after prefix: String) -> String? {
        path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
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
