import Digest
import Matrix
import Transfer

/// How a source without checksums of its own knows what to trust.
package struct Vouching: Hashable, Sendable {
    /// Where checksums come from; nil looks for a file `SHA256SUMS` beside the source's own.
    package var checksums: ChecksumOrigin?
    /// Whether what comes first may be trusted where there is no checksum.
    package var trustsFirstUse: Bool

    /// Checksums from the server's own file, and nothing without one, unless told otherwise.
    package init(checksums: ChecksumOrigin? = nil, trustsFirstUse: Bool = false) {
        self.checksums = checksums
        self.trustsFirstUse = trustsFirstUse
    }

    /// The checksums; none where the server has no such file, unless it was named.
    func checksums(
        beside folder: String, _ access: ServerAccess, refresh: Bool, _ context: RuntimesContext
    ) async throws(RuntimesError) -> Checksums {
        switch checksums {
        case .listed(let checksums): return checksums
        case .file(let url):
            let served = ServedText(
                url: url, refresh: refresh, access: access.access(to: url, from: folder), context: context)
            guard let text = try await served.current().text else { throw .noChecksumFile(url) }
            return Checksums(sums: text)
        case nil:
            let served = ServedText(
                url: "\(folder)/SHA256SUMS", refresh: refresh, access: access.access(to: folder, from: folder),
                context: context)
            return Checksums(sums: try await served.current().text ?? "")
        }
    }
}

/// The offers of a source that was asked for archives by their names, some of which nobody may vouch for.
struct VouchedArchives {
    let source: String
    let vouching: Vouching
    let checksums: Checksums

    private(set) var runtimes: [RuntimeOffer] = []
    /// What is there and cannot be trusted.
    private(set) var refused: [Version] = []

    init(source: String, vouching: Vouching, checksums: Checksums) {
        self.source = source
        self.vouching = vouching
        self.checksums = checksums
    }

    /// The digest that an archive must have, as far as somebody vouches for it.
    func digest(of url: String, named names: [String]) -> DigestValue? { checksums.digest(of: url, named: names) }

    /// Takes an archive in; `names` are what the matrix file may call it.
    mutating func add(
        _ promise: RuntimePromise, url: String, named names: [String], access: TransferAccess, loaders: String? = nil
    ) {
        let digest = digest(of: url, named: names)
        guard digest != nil || vouching.trustsFirstUse else { return refused.append(promise.otp) }
        let file = ArchiveFile(place: .server(url: url), digest: digest, access: access)
        runtimes.append(
            RuntimeOffer(
                otp: promise.otp, source: source, origin: names.first ?? url, platform: promise.platform, elixir: nil,
                tools: [],
                warnings: digest == nil ? ["\(source) has no checksums for all: a first download is trusted"] : [],
                recipe: .archive(RuntimeArchive(file: file, promise: promise, loaders: loaders))))
    }

    /// What was asked for and refused, and every offer.
    func offers(for demand: RuntimeDemand) -> RuntimeOffers {
        let problems = demand.otp.compactMap { request -> RuntimesError? in
            if runtimes.contains(where: { request.accepts($0.otp) }) { return nil }
            return refused.filter(request.accepts).max().map { .unvouched($0, source) }
        }
        return RuntimeOffers(runtimes: runtimes, problems: problems)
    }
}

extension RuntimesError {
    fileprivate static func noChecksumFile(_ url: String) -> RuntimesError {
        RuntimesError(
            "runtimes.no-checksum", "there are no checksums at \(url)",
            hint: "check 'checksums:' of the source in the matrix file", isInfrastructure: true)
    }

    fileprivate static func unvouched(_ otp: Version, _ source: String) -> RuntimesError {
        RuntimesError(
            "runtimes.no-checksum", "\(source) has no SHA-256 for Erlang/OTP \(otp), so it is not used",
            hint: "set 'checksums:' of the source, or 'trust: first-use' to take what comes first and keep to it")
    }
}
