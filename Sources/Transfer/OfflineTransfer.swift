extension Transfer {
    /// A transfer that asks nobody: whatever is not there already is `transfer.offline`.
    package static let offline = Transfer(
        download: { (request, _) throws(TransferError) in throw .offline(request) },
        fetch: { (request) throws(TransferError) in throw .offline(request) })
}

extension TransferError {
    fileprivate static func offline(_ request: TransferRequest) -> TransferError {
        TransferError(.offline, url: request.url, detail: "it is not in the cache, and with --offline nobody is asked")
    }
}
