/// What may be done with one server, whatever is fetched from it.
package struct AccessRule: Hashable, Sendable {
    /// A URL of the server; its scheme, host and port count.
    package let server: String
    /// What may be done.
    package let access: TransferAccess

    /// A rule for the server of a URL.
    package init(server: String, access: TransferAccess) {
        self.server = server
        self.access = access
    }
}

extension TransferRequest {
    /// The request with what rules for its server add to it.
    func permitted(by rules: [AccessRule]) -> TransferRequest {
        guard !rules.isEmpty, let origin = Origin(url) else { return self }
        var request = self
        for rule in rules where Origin(rule.server) == origin {
            request.access.token = rule.access.token ?? request.access.token
            if rule.access.plainHTTP == .allowed { request.access.plainHTTP = .allowed }
        }
        return request
    }
}
