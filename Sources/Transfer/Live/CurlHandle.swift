import CCurl

/// libcurl's handles for fetching one URL, stepped from outside so that it can be stopped at any time.
final class CurlHandle {
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private let reception: Reception
    private let url: String
    private let explanations: UnsafeMutablePointer<CChar>
    private let isResumed: Bool
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var head = AnswerHead()

    init(
        url: String, request: TransferRequest, reception: Reception, _ environment: TransferEnvironment,
        mayTellSecrets: Bool
    ) throws(TransferError) {
        self.url = url
        self.reception = reception
        isResumed = reception.partial.canGrow
        guard let easy = curl_easy_init() else { throw Self.noMemory(url) }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            throw Self.noMemory(url)
        }
        self.easy = easy
        self.multi = multi
        explanations = .allocate(capacity: Int(CURL_ERROR_SIZE))
        explanations.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        configure(request)
        configure(environment, mayTellSecrets: mayTellSecrets)
        configureHeaders(mayTellSecrets ? request.access.token : nil)
        curl_multi_add_handle(multi, easy)
    }

    deinit {
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        curl_slist_free_all(headers)
        explanations.deallocate()
    }

    private func configure(_ request: TransferRequest) {
        bmatrix_curl_set_text(easy, CURLOPT_URL, url)
        bmatrix_curl_allow_http_only(easy)
        bmatrix_curl_quit_quickly(easy)
        bmatrix_curl_set_text(easy, CURLOPT_USERAGENT, "bmatrix")
        bmatrix_curl_set_error_buffer(easy, explanations)
        let switches = [(CURLOPT_NOSIGNAL, 1), (CURLOPT_FAILONERROR, 1), (CURLOPT_FOLLOWLOCATION, 0)]
        for (option, value) in switches { bmatrix_curl_set_long(easy, option, value) }
        bmatrix_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect.milliseconds)
        bmatrix_curl_set_long(easy, CURLOPT_TIMEOUT_MS, request.timeouts.total.milliseconds)
        let context = Unmanaged.passUnretained(self).toOpaque()
        bmatrix_curl_set_writer(easy, receive, context)
        bmatrix_curl_set_header_reader(easy, receiveHeader, context)
    }

    /// Proxies and certificates; what libcurl would read from the environment by itself is switched off.
    private func configure(_ environment: TransferEnvironment, mayTellSecrets: Bool) {
        let scheme = Origin(url)?.scheme ?? ""
        bmatrix_curl_set_text(easy, CURLOPT_PROXY, environment.proxies[scheme] ?? "")
        bmatrix_curl_set_text(easy, CURLOPT_NOPROXY, environment.noProxy ?? "")
        if let file = environment.certificateFile { bmatrix_curl_set_text(easy, CURLOPT_CAINFO, file) }
        if let folder = environment.certificateFolder { bmatrix_curl_set_text(easy, CURLOPT_CAPATH, folder) }
        guard mayTellSecrets, let netrc = environment.netrc else { return }
        bmatrix_curl_set_long(easy, CURLOPT_NETRC, Int(CURL_NETRC_OPTIONAL.rawValue))
        bmatrix_curl_set_text(easy, CURLOPT_NETRC_FILE, netrc)
    }

    /// The token, and from where on the content is wanted.
    private func configureHeaders(_ token: SecretToken?) {
        var lines: [String] = []
        if let token { lines.append("Authorization: Bearer \(token.value)") }
        if isResumed {
            bmatrix_curl_set_text(easy, CURLOPT_RANGE, "\(reception.received)-")
            if let validator = reception.partial.validator { lines.append("If-Range: \(validator)") }
        }
        for line in lines { headers = curl_slist_append(headers, line) ?? headers }
        bmatrix_curl_set_list(easy, CURLOPT_HTTPHEADER, headers)
    }

    /// Whether a piece of content may come in; what comes with a redirection is of no use.
    fileprivate func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        isContent ? begin() && reception.take(piece) : true
    }

    fileprivate func takeHeader(_ line: UnsafeRawBufferPointer) {
        head.take(String(decoding: line, as: UTF8.self))
    }

    /// Shows the answer's head to the reception.
    func begin() -> Bool { reception.begin(status: status, head, announced: contentLength) }

    /// Whether the answer is what was asked for: all, or the rest.
    var isContent: Bool { status == 200 || (status == 206 && isResumed) }

    /// Does what can be done within about 50 ms; gives the result when the transfer has ended.
    func advance() throws(TransferError) -> CURLcode? {
        var running: Int32 = 0
        guard curl_multi_perform(multi, &running) == CURLM_OK else {
            throw TransferError(.failed, url: url, detail: "libcurl refuses to go on")
        }
        if running == 0 {
            let result = bmatrix_curl_result(multi)
            return result < 0 ? CURLE_RECV_ERROR : CURLcode(UInt32(result))
        }
        curl_multi_poll(multi, nil, 0, 50, nil)
        return nil
    }

    var status: Int { bmatrix_curl_get_long(easy, CURLINFO_RESPONSE_CODE) }

    var contentLength: Int? {
        let length = bmatrix_curl_get_offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        return length > 0 ? Int(length) : nil
    }

    /// Bytes of the whole file, as far as the server told.
    var total: Int? { status == 206 ? head.range?.total : contentLength }

    var redirect: String? { bmatrix_curl_get_text(easy, CURLINFO_REDIRECT_URL).map { String(cString: $0) } }

    var retryAfter: Duration? {
        let seconds = bmatrix_curl_get_offset(easy, CURLINFO_RETRY_AFTER)
        return seconds > 0 ? .seconds(seconds) : nil
    }

    /// What libcurl says of the failure, beyond its code.
    var explanation: String { String(cString: explanations) }

    private static func noMemory(_ url: String) -> TransferError {
        TransferError(.failed, url: url, detail: "no memory for a connection")
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(min(max(seconds, 0), 1 << 31) * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}

private func receive(
    bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, context: UnsafeMutableRawPointer?
) -> Int {
    guard let context, let bytes else { return 0 }
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue().take(piece) ? piece.count : -1
}

private func receiveHeader(
    bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, context: UnsafeMutableRawPointer?
) -> Int {
    guard let context, let bytes else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue().takeHeader(line)
    return line.count
}
