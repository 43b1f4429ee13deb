package import Transfer

/// What a source may do to get at its server: a token is for that server, and for no other that a list may name.
package struct ServerAccess: Hashable, Sendable {
    /// The token that the server wants to see.
    package var token: SecretToken?
    /// Whether http without encryption may be used for all, which the matrix file has to say.
    package var allowsPlainHTTP: Bool

    /// By default there is no token, and everything but loopback is encrypted.
    package init(token: SecretToken? = nil, allowsPlainHTTP: Bool = false) {
        self.token = token
        self.allowsPlainHTTP = allowsPlainHTTP
    }

    /// The access to a URL that the server's own URL has led to.
    func access(to url: String, from server: String) -> TransferAccess {
        TransferAccess(
            plainHTTP: allowsPlainHTTP ? .allowed : .refused,
            token: ServerURL.origin(of: url) == ServerURL.origin(of: server) ? token : nil)
    }
}
