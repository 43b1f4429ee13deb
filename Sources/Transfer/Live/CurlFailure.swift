import CCurl

/// What libcurl's and the server's codes mean for us.
enum CurlFailure {
    static func transfer(_ result: CURLcode, url: String, detail: String) -> TransferError {
        let text = detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail
        // A connection may break during the handshake, too, which says nothing of certificates.
        let isReset = result == CURLE_SSL_CONNECT_ERROR && (text.contains("reset by peer") || text.contains("SYSCALL"))
        return TransferError(isReset ? .interrupted : reason(of: result), url: url, detail: text)
    }

    static func status(_ status: Int, url: String, retryAfter: Duration?) -> TransferError {
        let detail = "the server answers \(status)"
        return switch status {
        case 404, 410: TransferError(.notFound, url: url, detail: detail)
        case 401, 403, 407, 451: TransferError(.forbidden, url: url, detail: detail)
        case 408: TransferError(.timeout, url: url, detail: detail)
        case 429: TransferError(.busy, url: url, detail: detail, retryAfter: retryAfter)
        case 500...599: TransferError(.server, url: url, detail: detail, retryAfter: retryAfter)
        default: TransferError(.status, url: url, detail: detail)
        }
    }

    private static func reason(of result: CURLcode) -> TransferError.Reason {
        switch result {
        case CURLE_URL_MALFORMAT: .url
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns
        case CURLE_COULDNT_CONNECT: .connect
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            .interrupted
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE, CURLE_USE_SSL_FAILED:
            .tls
        default: .failed
        }
    }
}
