/// Variables of the caller that fetching dependencies may see when the matrix file passes them (`environment: {pass: […]}`);
/// no compile sees those that change the build tools.
package enum NetworkVariables {
    /// Which mirror, which proxy, which certificates, and whose key.
    package static let names: Set<String> = [
        "HEX_MIRROR", "HEX_TRUSTED_MIRROR", "HEX_UNSAFE_HTTPS", "HEX_UNSAFE_REGISTRY", "HEX_NO_VERIFY_REPO_ORIGIN",
        "HEX_CACERTS_PATH", "HEX_API_KEY", "HEX_REPOS_KEY", "HEX_HTTP_CONCURRENCY", "HEX_HTTP_TIMEOUT", "HEX_CDN",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "SSH_AUTH_SOCK", "GIT_SSL_CAINFO", "GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL",
        "REBAR_HTTP_ADAPTER",
    ]

    /// Those of the caller's that are passed by name.
    package static func passed(_ pass: [String], caller: [String: String]) -> [String: String] {
        caller.filter { names.contains($0.key) && pass.contains($0.key) }
    }
}
