/// What a transfer may do to get at a file that is not for everybody, or not encrypted.
package struct TransferAccess: Hashable, Sendable {
    /// Where http without encryption may be used; to loopback addresses it always may.
    package enum PlainHTTP: Hashable, Sendable {
        /// Nowhere.
        case refused
        /// Everywhere, as the files are verified by other means; tokens and passwords are kept back.
        case withoutSecrets
        /// Everywhere and for everything, because the matrix file says so.
        case allowed
    }

    /// Where http without encryption may be used.
    package var plainHTTP: PlainHTTP
    /// What to show to the server, as `Authorization: Bearer`.
    package var token: SecretToken?

    /// By default everything is encrypted and there is no token.
    package init(plainHTTP: PlainHTTP = .refused, token: SecretToken? = nil) {
        self.plainHTTP = plainHTTP
        self.token = token
    }
}

/// A token that shows itself to nobody but the server it is for.
package struct SecretToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    let value: String

    /// A token; nil when it is empty or cannot stand in a header.
    package init?(_ value: String) {
        guard !value.isEmpty, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.value = value
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
