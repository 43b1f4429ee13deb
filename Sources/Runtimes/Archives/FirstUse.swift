import Digest
import Host
import SystemPackage
import Transfer

/// A file that nobody vouches for: what comes first is taken and remembered, and nothing else is accepted from then on.
struct FirstUse {
    let url: String
    /// What may be done to get at it.
    let access: TransferAccess
    let context: RuntimesContext

    /// The digest that the file had when it came first; fetches it if it never did.
    func digest() async throws -> DigestValue {
        if let known = try known() { return known }
        let entry = try await context.store.fileEntry(.downloads, key) { file in
            context.notify("fetching \(url), whose content nothing vouches for")
            try await context.transfer.download(TransferRequest(url: url, access: access), file)
        }
        let digest = try await Blocking.run { Result { try SHA256.digest(ofFile: entry.path) } }.get()
        // Under its digest it is found like any other download.
        _ = try await context.store.fileEntry(.downloads, digest.hex) { file in
            try Disk().copyFile(entry.path, to: file)
        }
        try context.store.storeBlob(Array(digest.hex.utf8), .indexes, key)
        try context.store.remove(.downloads, key)
        return digest
    }

    /// Whether the server has it: told by fetching it, as it will be needed then.
    func isThere() async throws(RuntimesError) -> Bool {
        do {
            _ = try await digest()
            return true
        } catch let error as TransferError where error.reason == .notFound {
            return false
        } catch {
            throw RuntimesError(error)
        }
    }

    private var key: String { "first-use-\(SHA256.digest(of: url).hex)" }

    private func known() throws -> DigestValue? {
        guard let blob = try context.store.blob(.indexes, key) else { return nil }
        return DigestValue(hex: try Disk().readText(blob, limit: 1 << 10))
    }
}
