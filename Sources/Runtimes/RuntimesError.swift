import Archive
import Host
import SystemPackage
import Transfer

/// Why no runtime could be had, or why the store cannot be used.
package struct RuntimesError: Error, Hashable, Sendable {
    /// The stable identifier of this kind of failure, such as `runtimes.no-such-otp`.
    package let code: String
    /// What happened, and where.
    package let message: String
    /// What to do about it.
    package let hint: String
    /// Whether the surroundings (network, disk, mirror) are to blame rather than what was asked for.
    package let isInfrastructure: Bool

    /// A failure with all it tells.
    package init(code: String, message: String, hint: String, isInfrastructure: Bool = false) {
        self.init(code, message, hint: hint, isInfrastructure: isInfrastructure)
    }

    init(_ code: String, _ message: String, hint: String, isInfrastructure: Bool = false) {
        self.code = code
        self.message = message
        self.hint = hint
        self.isInfrastructure = isInfrastructure
    }

    /// The failure as it came from below, with its code, message and hint kept.
    package init(_ error: any Error) {
        switch error {
        case let error as RuntimesError: self = error
        case let error as TransferError:
            self.init(error.code, error.message, hint: error.hint, isInfrastructure: true)
        case let error as ArchiveError: self.init(error.code, error.message, hint: error.hint, isInfrastructure: true)
        case let error as DiskError: self.init(error.code, error.message, hint: error.hint, isInfrastructure: true)
        case is CancellationError: self = .cancelled
        default: self.init("runtimes.failed", "\(error)", hint: "see the message", isInfrastructure: true)
        }
    }
}

extension RuntimesError: CustomStringConvertible {
    package var description: String { "\(message) [\(code)]; \(hint)" }
}

extension RuntimesError {
    static let cancelled = RuntimesError("runtimes.cancelled", "it was stopped", hint: "nothing: this was on purpose")
}
