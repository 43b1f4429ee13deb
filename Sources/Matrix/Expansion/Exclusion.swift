/// Cells of the axes that are left out, and why.
package struct Exclusion: Hashable, Codable, Sendable {
    package let selector: Selector
    package let reason: String

    package init(selector: Selector, reason: String) {
        self.selector = selector
        self.reason = reason
    }
}

/// One cell beside those of the axes.
package struct Inclusion: Hashable, Codable, Sendable {
    /// The app's name.
    package let app: String
    package let mode: Mode
    package let otp: VersionRequest
    /// The Elixir asked for; `nil` picks it automatically.
    package let elixir: VersionRequest?
    package let target: Target
    /// Why it is there, for readers of the file.
    package let reason: String?

    package init(
        app: String, mode: Mode, otp: VersionRequest, elixir: VersionRequest? = nil, target: Target,
        reason: String? = nil
    ) {
        self.app = app
        self.mode = mode
        self.otp = otp
        self.elixir = elixir
        self.target = target
        self.reason = reason
    }
}
