import Digest
import Host
import SystemPackage
import Transfer

/// Fetches packages into the store, a few at a time; each is verified when it comes and again when it is used.
struct DebianDownloads {
    private static let atOnce = 4

    let mirror: String
    let token: SecretToken?
    let context: RuntimesContext

    /// The packages' files in the store, in the packages' order; `purpose` tells what they are for.
    func fetch(_ packages: [DebianPackage], for purpose: String) async throws -> [FilePath] {
        let progress = FetchProgress(of: purpose, total: try announce(packages, purpose), context)
        return try await withThrowingTaskGroup(of: (Int, FilePath).self) { group in
            var paths: [Int: FilePath] = [:]
            for (index, package) in packages.enumerated() {
                if index >= Self.atOnce, let (done, path) = try await group.next() { paths[done] = path }
                group.addTask { (index, try await fetch(package, progress)) }
            }
            for try await (done, path) in group { paths[done] = path }
            return packages.indices.compactMap { paths[$0] }
        }
    }

    /// Returns the bytes that are to come.
    private func announce(_ packages: [DebianPackage], _ purpose: String) throws(RuntimesError) -> Int {
        var bytes = 0
        for package in packages where try Disk().size(of: context.store.path(.downloads, package.digest.hex)) == nil {
            bytes += package.size
        }
        if bytes > 0 { context.notify("fetching \(purpose), \(Megabytes(bytes))") }
        return bytes
    }

    private func fetch(_ package: DebianPackage, _ progress: FetchProgress) async throws -> FilePath {
        let url = "\(mirror)/\(DebianURL.escaped(package.file))"
        let access = TransferAccess(plainHTTP: .withoutSecrets, token: token)
        return try await VerifiedDownload(
            url: url, digest: package.digest, limit: package.size, access: access, progress: progress,
            context: context
        ).file()
    }
}

/// Paths of packages as parts of URLs.
enum DebianURL {
    /// Versions hold `+` and `~`, which stand for themselves; anything unusual is percent-encoded.
    static func escaped(_ path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+:/".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = path.utf8.flatMap { byte in
            plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
