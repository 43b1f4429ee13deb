package import SystemPackage

/// The OTP and Elixir that compile, and the tools that fetch, as folders of the store.
package struct Toolchain: Hashable, Sendable {
    /// The root of an OTP that runs on this host.
    package let otp: FilePath
    /// The Elixir compiled for it.
    package let elixir: FilePath

    package init(otp: FilePath, elixir: FilePath) {
        self.otp = otp
        self.elixir = elixir
    }

    /// The folders that go in front of the system's in `PATH`.
    package var path: String {
        [elixir.appending("bin"), otp.appending("bin"), "/usr/local/bin", "/usr/bin", "/bin"].map(\.string)
            .joined(separator: ":")
    }
}

/// Tools that some projects need besides Erlang and Elixir.
package struct ProjectTools: Hashable, Sendable {
    /// The escript `rebar3`.
    package var rebar3: FilePath?
    /// A folder for `MIX_ARCHIVES` with Hex in it.
    package var hex: FilePath?

    package init(rebar3: FilePath? = nil, hex: FilePath? = nil) {
        self.rebar3 = rebar3
        self.hex = hex
    }
}
