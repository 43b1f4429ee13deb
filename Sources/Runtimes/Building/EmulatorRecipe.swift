import Host
import Matrix
import SystemPackage

/// How the programs of an ERTS are compiled, statically and with musl.
struct EmulatorRecipe {
    let architecture: Architecture
    let jobs: Int
    let work: FilePath
    /// Where OpenSSL's `include` and `lib` are.
    let openssl: FilePath?

    /// Where the source is laid out.
    var folder: FilePath { work.appending("otp") }

    private var triple: String { architecture == .x86_64 ? "x86_64-pc-linux-musl" : "aarch64-unknown-linux-musl" }

    /// Where the programs are afterwards.
    var programs: FilePath { folder.appending("bin").appending(triple) }

    /// Neither the JIT, which wants a C++ compiler for musl, nor what cannot be linked statically.
    static let flags = [
        "--disable-jit", "--without-termcap", "--enable-static-nifs=yes", "--without-wx", "--without-odbc",
        "--without-javac", "--without-megaco", "--disable-sctp", "--disable-systemd", "--enable-builtin-zlib",
        "--disable-lttng", "--disable-pie", "CFLAGS=-O2 -fno-strict-aliasing", "LDFLAGS=-static",
    ]

    func steps(patches: [String]) -> [CompilerStep] {
        let variables = ["ERL_TOP": folder.string, "TARGET": triple]
        var steps: [CompilerStep] = []
        if !patches.isEmpty {
            let script = "for patch in \"$@\"; do echo \"$patch\"; patch -s -N -p1 -i \"debian/patches/$patch\"; done"
            steps.append(
                CompilerStep(
                    stage: "patching Erlang", program: "/bin/sh", arguments: ["-ec", script, "sh"] + patches,
                    folder: folder))
        }
        // As the programs run here, this is no cross build: what generates code is among them.
        let compiler = ["CC=\(CompilerWrappers.plain)", "LD=\(CompilerWrappers.plain)"]
        let system = ["--build=\(triple)", "--host=\(triple)"]
        return steps + [
            CompilerStep(
                stage: "configuring Erlang", program: folder.appending("configure").string,
                arguments: system + compiler + Self.flags + opensslFlags, folder: folder, variables: variables),
            // What a program of the emulator's is linked with, and its rule takes as given.
            CompilerStep(
                stage: "compiling erl_interface", program: "make",
                arguments: ["-j\(jobs)", "-C", "lib/erl_interface", "opt"], folder: folder, variables: variables),
            // The emulator's own rule would make all of them once for each, at the same time and in the same place.
            CompilerStep(
                stage: "compiling static NIFs", program: "make",
                arguments: ["-j\(jobs)", "-C", "lib", "BUILD_STATIC_LIBS=1", "TYPE=opt", "static_lib"], folder: folder,
                variables: variables),
            CompilerStep(
                stage: "compiling Erlang", program: "make", arguments: ["-j\(jobs)", "emulator"], folder: folder,
                variables: variables),
        ]
    }

    private var opensslFlags: [String] {
        guard let openssl else { return ["--without-ssl"] }
        return [
            "--with-ssl=\(openssl)", "--with-ssl-incl=\(openssl)", "--disable-dynamic-ssl-lib",
            "LIBS=\(openssl)/lib/libcrypto.a",
        ]
    }
}
