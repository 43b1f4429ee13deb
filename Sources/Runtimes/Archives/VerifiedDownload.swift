import Digest
import Host
import SystemPackage
import Transfer

/// A file of which the content is known beforehand, fetched into the store; verified when it comes and whenever it is used.
struct VerifiedDownload {
    let url: String
    let digest: DigestValue
    /// The most bytes that it may have.
    var limit = 1 << 30
    /// What may be done to get at it.
    var access = TransferAccess()
    /// Hears how far it is; nil for a file that stands for itself.
    var progress: FetchProgress?
    let context: RuntimesContext

    /// The file's place in the store.
    func file() async throws -> FilePath {
        let entry = try await fetch()
        if !entry.wasThere { return entry.path }
        if await isIntact(entry.path) { return entry.path }
        context.notify("\(url) in the cache is damaged; fetching it again")
        try context.store.remove(.downloads, digest.hex)
        return try await fetch().path
    }

    private func fetch() async throws -> StoredEntry {
        try await context.store.fileEntry(.downloads, digest.hex) { file in
            let check = DigestCheck(expected: digest)
            let progress = progress ?? FetchProgress(of: url, context)
            let request = TransferRequest(url: url, limit: limit, check: check, access: access) {
                progress.hear(url, $0)
            }
            try await context.transfer.download(request, file)
        }
    }

    private func isIntact(_ path: FilePath) async -> Bool {
        await Blocking.run { (try? SHA256.digest(ofFile: path)) == digest }
    }
}
