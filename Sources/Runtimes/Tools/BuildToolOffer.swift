package import Matrix
package import SystemPackage

/// A tool that builds of projects use besides Erlang and Elixir.
package enum BuildTool: String, CaseIterable, Hashable, Sendable {
    /// What builds Erlang projects: a folder with the escript `rebar3`.
    case rebar3
    /// What fetches packages for Mix: a folder for `MIX_ARCHIVES`.
    case hex
}

/// A build tool that a source has, not yet fetched.
package struct BuildToolOffer: Hashable, Sendable {
    package let tool: BuildTool
    package let version: Version
    /// The OTP that compiled it: its bytecode does not load on an older one.
    package let otpMajor: Int
    /// The source's name.
    package let source: String
    /// Where in the source.
    package let origin: String

    let recipe: Recipe
    /// What a lock file calls it; nil unless it comes from one.
    package var pin: String? = nil

    /// How to get it.
    enum Recipe: Hashable, Sendable {
        case debian(DebianTool)
        case system(SystemTool)
    }
}

/// A build tool in the store.
package struct InstalledBuildTool: Hashable, Sendable {
    /// The folder that holds it.
    package let root: FilePath
    package let version: Version
    /// The hash of all that it is made from.
    package let key: String
    /// Whether it was in the store already.
    package let isCached: Bool
}

extension RuntimeOffers {
    /// The tool that stands beside an offered runtime, else the newest one that loads on it; nil if there is none.
    package func tool(_ tool: BuildTool, beside runtime: RuntimeOffer) -> BuildToolOffer? {
        if let pinned = pinned.tool(tool, with: runtime.otp) { return pinned }
        if let own = runtime.tools.first(where: { $0.tool == tool }) { return own }
        let loading = runtimes.flatMap(\.tools).filter { $0.tool == tool && $0.otpMajor <= runtime.otp.major }
        return loading.max { ($0.otpMajor, $0.version) < ($1.otpMajor, $1.version) }
    }
}

extension RuntimesError {
    /// No source has a tool that loads on an OTP.
    package static func noTool(_ tool: BuildTool, otp: Version) -> RuntimesError {
        RuntimesError(
            "runtimes.no-\(tool.rawValue)", "no source has a \(tool.rawValue) that runs on Erlang/OTP \(otp)",
            hint: tool == .rebar3
                ? "add `debian` to `sources:`, or install rebar3 on this host for the source `system`"
                : "add `debian` to `sources:`, or keep the fetched deps/ with the project")
    }
}
