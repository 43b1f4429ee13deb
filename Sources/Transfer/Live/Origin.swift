import CCurl

/// The server that a URL names, as libcurl understands the URL.
struct Origin: Hashable {
    let scheme: String
    let host: String
    let port: String

    /// Nil for what is no `http` or `https` URL.
    init?(_ url: String) {
        guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://"), let handle = curl_url() else {
            return nil
        }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle)?.lowercased(), ["http", "https"].contains(scheme),
            let host = Self.part(CURLUPART_HOST, of: handle)?.lowercased(),
            let port = Self.part(CURLUPART_PORT, of: handle)
        else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    var isEncrypted: Bool { scheme == "https" }

    /// Whether the server is this machine, so that nobody else can listen.
    var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
