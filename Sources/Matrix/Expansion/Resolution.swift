/// What the sources make of the versions that the matrix file asks for.
package struct Resolution: Sendable {
    /// The OTP for a request on a target; never asked for `auto`, which is a matter of all targets.
    package let otp: @Sendable (VersionRequest, Target) -> Result<Version, Unavailable>
    /// The Elixir for a request (`nil`: the newest that fits) with an OTP on a target.
    package let elixir: @Sendable (VersionRequest?, Version, Target) -> Result<Version, Unavailable>

    /// Every OTP on offer for a target: what `auto` chooses from.
    package let offered: @Sendable (Target) -> [Version]

    package init(
        otp: @escaping @Sendable (VersionRequest, Target) -> Result<Version, Unavailable>,
        elixir: @escaping @Sendable (VersionRequest?, Version, Target) -> Result<Version, Unavailable>,
        offered: @escaping @Sendable (Target) -> [Version] = { _ in [] }
    ) {
        self.otp = otp
        self.elixir = elixir
        self.offered = offered
    }
}

/// Why no source has a version.
package struct Unavailable: Error, Hashable, Sendable {
    /// A stable code such as `runtime.not-found`.
    package let code: String
    /// What is missing, and what there is.
    package let message: String
    /// What to do about it.
    package let hint: String
    /// Whether the surroundings are to blame (network, disk).
    package let isInfrastructure: Bool

    package init(code: String, message: String, hint: String = "", isInfrastructure: Bool = false) {
        self.code = code
        self.message = message
        self.hint = hint
        self.isInfrastructure = isInfrastructure
    }

    /// The same as the failure of a cell.
    package var failure: Failure {
        Failure(stage: .resolve, code: code, message: message, hint: hint, isInfrastructure: isInfrastructure)
    }
}
