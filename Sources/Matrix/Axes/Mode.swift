/// How an artifact runs.
package enum Mode: String, CaseIterable, Codable, Sendable {
    /// A command: arguments in, exit status out.
    case cli
    /// A program that owns the terminal: raw keys, full screen.
    case tui
    /// A service in the background, in a session of its own.
    case daemon
    /// An escript with the smallest runtime that can run it.
    case escript

    /// What is packed for this mode.
    package var format: Format { self == .escript ? .escript : .release }
}

/// What is packed: an OTP release or an escript.
package enum Format: String, CaseIterable, Codable, Sendable {
    case release
    case escript
}
