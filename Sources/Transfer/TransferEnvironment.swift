import FoundationEssentials

/// What the usual environment variables say of proxies, certificates and passwords.
package struct TransferEnvironment: Hashable, Sendable {
    /// The proxies for URLs by their scheme.
    let proxies: [String: String]
    /// Hosts that are reached without a proxy.
    let noProxy: String?
    /// A file of certificates to trust instead of the system's.
    let certificateFile: String?
    /// A folder of certificates to trust.
    let certificateFolder: String?
    /// The file of user names and passwords by host.
    let netrc: String?

    /// Reads the variables; by default those of this process.
    package init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
        func first(_ names: String...) -> String? {
            names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
        }
        // Not HTTP_PROXY: a server hands a client's header "Proxy" to its programs under that name.
        let all = first("all_proxy", "ALL_PROXY")
        proxies = ["http": first("http_proxy") ?? all, "https": first("https_proxy", "HTTPS_PROXY") ?? all]
            .compactMapValues(\.self)
        noProxy = first("no_proxy", "NO_PROXY")
        certificateFile = first("CURL_CA_BUNDLE", "SSL_CERT_FILE")
        certificateFolder = first("SSL_CERT_DIR")
        netrc = first("NETRC") ?? first("HOME").map { "\($0)/.netrc" }
    }
}
