package import Matrix

/// One line of thought of a lock file: what a request came out as, and what that is made from.
package struct Pin: Hashable, Codable, Sendable {
    /// What was asked for, such as `otp 27 for any_linux_x86_64`.
    package var pin: String
    /// What it came out as.
    package var version: Version
    /// The source's name.
    package var source: String
    /// Where in the source.
    package var origin: String
    /// What a runtime's programs need; nil for what runs wherever Erlang does.
    package var platform: Platform?
    /// The OTP that compiled an Elixir or a tool.
    package var otp: Int?
    /// What it is made from.
    package var files: [OfferedFile]

    /// A pin by its parts.
    package init(
        _ pin: String, version: Version, source: String, origin: String, platform: Platform? = nil, otp: Int? = nil,
        files: [OfferedFile]
    ) {
        self.pin = pin
        self.version = version
        self.source = source
        self.origin = origin
        self.platform = platform
        self.otp = otp
        self.files = files
    }
}

/// The names of pins.
package enum PinName {
    /// The OTP that goes into artifacts for a target.
    package static func runtime(_ request: VersionRequest, _ target: Target) -> String {
        "otp \(request.text)\(suffix(of: target))"
    }

    /// How the names of all runtimes of a target end.
    static func suffix(of target: Target) -> String { " for \(target.name)" }

    /// The OTP that compiles on a machine.
    package static func toolchain(_ otp: Version, _ host: Architecture) -> String {
        "otp \(otp)\(machine(host))"
    }

    /// How the names of all that compiles on a machine end.
    static func machine(_ host: Architecture) -> String { " to build on \(host.rawValue)" }

    /// The Elixir that compiles with an OTP; without a request the one that is found for it.
    package static func elixir(_ request: VersionRequest?, _ otp: Version) -> String {
        "elixir \(request?.text ?? "auto")\(suffix(of: otp))"
    }

    /// How the names of all that goes with an OTP end.
    static func suffix(of otp: Version) -> String { " with otp \(otp)" }

    /// The build tool that runs on an OTP.
    package static func tool(_ tool: BuildTool, _ otp: Version) -> String { "\(tool.rawValue)\(suffix(of: otp))" }
}
