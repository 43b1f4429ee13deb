import CCurl

/// One attempt at a transfer: follows redirections, watches the clock and the stop flag.
struct CurlTransfer {
    private static let mostRedirects = 5

    private let request: TransferRequest
    private let reception: Reception
    private let stop: StopFlag

    init(_ request: TransferRequest, _ sink: any TransferSink, _ stop: StopFlag) {
        self.request = request
        self.stop = stop
        reception = Reception(request, sink)
    }

    /// Blocks until all content has been taken in and checked.
    func run() throws(TransferError) {
        guard CurlLibrary.isReady else { throw failure(.failed, "libcurl does not start") }
        var url = request.url
        for _ in 0...Self.mostRedirects {
            guard let next = try take(url) else { return try reception.finish() }
            try checkRedirect(from: url, to: next)
            url = next
        }
        throw failure(.redirect, "more than \(Self.mostRedirects) redirections")
    }

    /// Fetches one URL; gives the URL that it redirects to, if it does.
    private func take(_ url: String) throws(TransferError) -> String? {
        guard Self.scheme(of: url) != nil else { throw failure(.url, "'\(url)' is not an http or https URL") }
        let handle = try CurlHandle(url: url, request: request, reception: reception)
        let watch = TransferWatch(request, reception, stop)
        while true {
            let result = try handle.advance()
            if let result { return try conclude(result, handle) }
            watch.report(total: handle.contentLength)
            try watch.check()
        }
    }

    private func conclude(_ result: CURLcode, _ handle: CurlHandle) throws(TransferError) -> String? {
        if let error = reception.error { throw error }
        let status = handle.status
        if result == CURLE_HTTP_RETURNED_ERROR || (result == CURLE_OK && status != 200) {
            if let next = handle.redirect { return next }
            throw CurlFailure.status(status, url: request.url, retryAfter: handle.retryAfter)
        }
        if result == CURLE_OK { return nil }
        throw CurlFailure.transfer(result, url: request.url, detail: handle.explanation)
    }

    private func checkRedirect(from: String, to: String) throws(TransferError) {
        let schemes = (Self.scheme(of: from), Self.scheme(of: to))
        guard let next = schemes.1 else { throw failure(.redirect, "it redirects to '\(to)'") }
        if schemes.0 == "https" && next == "http" {
            throw failure(.redirect, "it redirects from https to plain http: '\(to)'")
        }
    }

    private static func scheme(of url: String) -> String? {
        guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
        let scheme = url[..<colon].lowercased()
        return ["http", "https"].contains(scheme) ? scheme : nil
    }

    private func failure(_ reason: TransferError.Reason, _ detail: String) -> TransferError {
        TransferError(reason, url: request.url, detail: detail)
    }
}

/// libcurl wants to be initialised once, before any use.
private enum CurlLibrary {
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
