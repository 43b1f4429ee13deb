package import SystemPackage

/// Fetching over HTTP and HTTPS, as a value that tests can replace.
package struct Transfer: Sendable {
    /// Fetches into a file. The file appears under its name only when all of it is there and passed the request's
    /// check; until then the bytes lie beside it. Cancelling the task ends it within about 100 ms.
    package var download: @Sendable (_ request: TransferRequest, _ file: FilePath) async throws(TransferError) -> Void

    /// Fetches into memory, up to the request's limit.
    package var fetch: @Sendable (_ request: TransferRequest) async throws(TransferError) -> [UInt8]

    /// A transfer made of its two operations.
    package init(
        download:
            @escaping @Sendable (_ request: TransferRequest, _ file: FilePath) async throws(TransferError) -> Void,
        fetch: @escaping @Sendable (_ request: TransferRequest) async throws(TransferError) -> [UInt8]
    ) {
        self.download = download
        self.fetch = fetch
    }
}
