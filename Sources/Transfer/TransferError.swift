/// Why a transfer failed.
package struct TransferError: Error, Hashable, Sendable {
    /// The kinds of failure, by their stable codes.
    package enum Reason: String, CaseIterable, Sendable {
        case url = "transfer.url"
        case dns = "transfer.dns"
        case connect = "transfer.connect"
        case tls = "transfer.tls"
        case timeout = "transfer.timeout"
        case interrupted = "transfer.interrupted"
        case notFound = "transfer.not-found"
        case forbidden = "transfer.forbidden"
        case busy = "transfer.busy"
        case server = "transfer.server"
        case status = "transfer.status"
        case redirect = "transfer.redirect"
        case insecure = "transfer.insecure"
        case digest = "transfer.digest"
        case tooLarge = "transfer.too-large"
        case diskFull = "transfer.disk-full"
        case unwritable = "transfer.unwritable"
        case cancelled = "transfer.cancelled"
        case offline = "transfer.offline"
        case failed = "transfer.failed"
    }

    /// The kind of failure.
    package let reason: Reason
    /// The URL that was asked for, without user name, password and query.
    package let url: String
    /// What exactly happened.
    package let detail: String
    /// How long the server asked to wait before the next attempt.
    package let retryAfter: Duration?

    /// A failure to fetch a URL.
    package init(_ reason: Reason, url: String, detail: String, retryAfter: Duration? = nil) {
        self.reason = reason
        self.url = Self.withoutSecrets(url)
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The stable identifier of this kind of failure.
    package var code: String { reason.rawValue }

    /// What happened, and with which URL.
    package var message: String { "cannot fetch \(url): \(detail)" }

    /// What to do about it.
    package var hint: String { reason.hint }

    /// Whether another attempt may well succeed.
    package var canHeal: Bool {
        switch reason {
        case .timeout, .interrupted, .server, .busy: true
        default: false
        }
    }

    /// Whether the network as a whole, rather than one file of one server, seems to be out of reach.
    package var isOffline: Bool {
        switch reason {
        case .dns, .connect, .timeout, .interrupted, .offline: true
        default: false
        }
    }

    /// A URL as it may be shown; a query may hold a key, too.
    static func withoutSecrets(_ url: String) -> String {
        let shown = url.firstIndex(of: "?").map { url[..<$0] + "?…" } ?? url[...]
        let parts = shown.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, let at = parts[2].lastIndex(of: "@") else { return String(shown) }
        let host = parts[2][parts[2].index(after: at)...]
        return (parts[..<2] + [host] + parts[3...]).joined(separator: "/")
    }
}

extension TransferError: CustomStringConvertible {
    package var description: String { "\(message) [\(code)]; \(hint)" }
}

extension TransferError.Reason {
    fileprivate var hint: String {
        switch self {
        case .url: "write a whole URL that begins with http:// or https://"
        case .dns: "check the host name, the network and the proxy settings (http_proxy, https_proxy)"
        case .connect: "check that the server is up, and the firewall and proxy settings"
        case .tls:
            "check the date of this machine and its certificates (package ca-certificates); a CA of your own goes into the file that SSL_CERT_FILE names"
        case .timeout, .interrupted: "check the network and try again"
        case .notFound: "the file may have moved: refresh what you know of the source, or choose another mirror"
        case .forbidden: "check that this server may be used from here, and the proxy's credentials"
        case .busy, .server: "the server has trouble: try again later or choose another mirror"
        case .status: "check in a browser what the server answers, or choose another mirror"
        case .redirect: "check the URL; redirections to another protocol or without end are not followed"
        case .insecure: "use https, or set 'insecure: true' of the source if this way to the server can be trusted"
        case .digest: "the file is damaged, or the mirror is being updated: try again later"
        case .tooLarge: "check that the URL names the file that is meant"
        case .diskFull: "free some disk space and try again"
        case .unwritable: "check that the folder exists and that you may write to it"
        case .offline: "fetch it while there is a network: `bmatrix runtimes fetch`"
        case .cancelled: "nothing: it was stopped on purpose"
        case .failed: "see the detail above; trying again may help"
        }
    }
}
