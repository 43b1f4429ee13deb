/// What can be built at all: modes by target, the oldest OTP and Elixir, and the pairs of OTP and Elixir that exist.
package enum Support {
    /// The oldest OTP release that is supported.
    package static let oldestOTP = 25

    /// Why a combination cannot be built, in words for the plan; `nil` when it can.
    ///
    /// A version may be a request: of `1.18` only what holds for each 1.18 is objected to.
    package static func objection(mode: Mode, target: Target, otp: Version, elixir: Version?) -> String? {
        modeObjection(mode, target) ?? objection(otp: otp) ?? elixir.flatMap { objection(elixir: $0, otp: otp) }
            ?? objection(target: target)
    }

    /// The same where the OTP is not known yet.
    package static func objection(mode: Mode, target: Target) -> String? {
        modeObjection(mode, target) ?? objection(target: target)
    }

    /// The modes that a target can have, whether or not it is built yet.
    package static func modes(of target: Target) -> [Mode] {
        Mode.allCases.filter { modeObjection($0, target) == nil }
    }

    private static func modeObjection(_ mode: Mode, _ target: Target) -> String? {
        switch (mode, target.operatingSystem, target.libc) {
        case (.tui, .windows, _): "tui needs a Unix terminal, which Windows does not have"
        case (.tui, _, .musl): "tui is not supported on musl; the any_linux targets run there too"
        case (.daemon, .windows, _): "daemon needs Unix sessions and signals, which Windows does not have"
        default: nil
        }
    }

    private static func objection(otp: Version) -> String? {
        otp.major < oldestOTP ? "OTP \(otp.major) is too old: OTP \(oldestOTP) is the oldest supported" : nil
    }

    /// Why nothing that is built for a target can be vouched for; reports say it of each of its artifacts.
    package static func untested(_ target: Target) -> String? {
        target.operatingSystem == .macos ? "untested: no artifact for macOS was ever started, for lack of a Mac" : nil
    }

    /// Why nothing is built for a target yet.
    package static func objection(target: Target) -> String? {
        switch (target.operatingSystem, target.architecture) {
        case (.linux, _), (.windows, .x86_64), (.macos, _): nil
        case (.windows, .arm64):
            "Windows targets are built for x86_64 only: windows_x86_64"
        }
    }
}
