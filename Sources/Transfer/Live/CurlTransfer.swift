import CCurl

/// One attempt at a transfer: follows redirections, watches the clock and the stop flag.
struct CurlTransfer {
    private static let mostRedirects = 5

    private let request: TransferRequest
    private let reception: Reception
    private let stop: StopFlag
    private let environment: TransferEnvironment

    init(_ request: TransferRequest, _ reception: Reception, _ stop: StopFlag, _ environment: TransferEnvironment) {
        self.request = request
        self.reception = reception
        self.stop = stop
        self.environment = environment
    }

    /// Blocks until all content has been taken in and checked.
    func run() throws(TransferError) {
        guard CurlLibrary.isReady else { throw failure(.failed, "libcurl does not start") }
        var url = request.url
        var origin = try self.origin(of: url)
        let first = origin
        for _ in 0...Self.mostRedirects {
            guard let next = try take(url, mayTellSecrets: origin == first && isPrivate(origin)) else {
                return try reception.finish()
            }
            origin = try self.origin(of: next, after: origin)
            url = next
        }
        throw failure(.redirect, "more than \(Self.mostRedirects) redirections")
    }

    /// Fetches one URL; gives the URL that it redirects to, if it does.
    private func take(_ url: String, mayTellSecrets: Bool) throws(TransferError) -> String? {
        let handle = try CurlHandle(
            url: url, request: request, reception: reception, environment, mayTellSecrets: mayTellSecrets)
        let watch = TransferWatch(request, reception, stop)
        while true {
            let result = try handle.advance()
            if let result { return try conclude(result, handle) }
            watch.report(total: handle.total)
            try watch.check()
        }
    }

    private func conclude(_ result: CURLcode, _ handle: CurlHandle) throws(TransferError) -> String? {
        if let error = reception.error { throw error }
        let status = handle.status
        if result == CURLE_HTTP_RETURNED_ERROR || (result == CURLE_OK && !handle.isContent) {
            if let next = handle.redirect { return next }
            if status == 416 { _ = reception.startOver("the server has changed, or has no part of that file") }
            if let error = reception.error { throw error }
            throw CurlFailure.status(status, url: request.url, retryAfter: handle.retryAfter)
        }
        if result == CURLE_OK {
            // An answer without content has not shown itself yet.
            _ = handle.begin()
            return nil
        }
        throw CurlFailure.transfer(result, url: request.url, detail: handle.explanation)
    }

    /// Tokens and passwords are for encrypted connections, and for others only when somebody said so.
    private func isPrivate(_ origin: Origin) -> Bool {
        origin.isEncrypted || origin.isLoopback || request.access.plainHTTP == .allowed
    }

    private func origin(of url: String) throws(TransferError) -> Origin {
        let shown = TransferError.withoutSecrets(url)
        guard let origin = Origin(url) else { throw failure(.url, "'\(shown)' is not an http or https URL") }
        if !origin.isEncrypted && !origin.isLoopback && request.access.plainHTTP == .refused {
            throw failure(.insecure, "'\(shown)' is not encrypted")
        }
        return origin
    }

    private func origin(of url: String, after previous: Origin) throws(TransferError) -> Origin {
        let shown = TransferError.withoutSecrets(url)
        guard let next = Origin(url) else { throw failure(.redirect, "it redirects to '\(shown)'") }
        if previous.isEncrypted && !next.isEncrypted {
            throw failure(.redirect, "it redirects from https to plain http: '\(shown)'")
        }
        return try origin(of: url)
    }

    private func failure(_ reason: TransferError.Reason, _ detail: String) -> TransferError {
        TransferError(reason, url: request.url, detail: detail)
    }
}

/// libcurl wants to be initialised once, before any use.
private enum CurlLibrary {
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
