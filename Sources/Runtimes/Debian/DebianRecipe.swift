/// Which packages of a suite make a runtime.
enum DebianRecipe {
    /// Goes up when the layout changes, so that runtimes of an older layout are made anew.
    static let version = "2"

    /// Without these no runtime is offered; kernel, stdlib, compiler and sasl are in erlang-base.
    static let requiredErlang = [
        "erlang-asn1", "erlang-base", "erlang-crypto", "erlang-dev", "erlang-eunit", "erlang-inets", "erlang-mnesia",
        "erlang-parsetools", "erlang-public-key", "erlang-runtime-tools", "erlang-ssl", "erlang-syntax-tools",
        "erlang-tools", "erlang-xmerl",
    ]

    /// Further applications that projects run with, where the suite has them. What draws windows is left out, as it
    /// needs dozens of libraries, and what serves only to develop is, too.
    static let furtherErlang = [
        "erlang-diameter", "erlang-eldap", "erlang-ftp", "erlang-os-mon", "erlang-snmp", "erlang-ssh", "erlang-tftp",
    ]

    /// The libraries that travel with the runtime; suites name some of them differently.
    static let libraries = [
        "libatomic1", "libc6", "libgcc-s1", "libsctp1", "libssl3", "libssl3t64", "libstdc++6", "libtinfo6", "libzstd1",
        "zlib1g",
    ]

    static let elixir = "elixir"

    /// The packages of the tools that builds of projects use.
    static let tools: [BuildTool: String] = [.rebar3: "rebar3", .hex: "erlang-hex"]

    /// Every package to look for in an index.
    static let wanted = Set(requiredErlang + furtherErlang + libraries + [elixir] + tools.values)

    /// Libraries that are bundled even if no file of the runtime names them: native code of projects may.
    static let bundled: Set<String> = [
        "libatomic.so.1", "libc.so.6", "libcrypto.so.3", "libdl.so.2", "libgcc_s.so.1", "libm.so.6", "libpthread.so.0",
        "libresolv.so.2", "librt.so.1", "libsctp.so.1", "libstdc++.so.6", "libtinfo.so.6", "libz.so.1", "libzstd.so.1",
    ]
}
