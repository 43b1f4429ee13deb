import Host
import Matrix
import SystemPackage

/// How OpenSSL's libcrypto becomes a static library for musl.
struct OpenSSLRecipe {
    let architecture: Architecture
    let jobs: Int
    let work: FilePath

    /// Where its source is laid out, and where `include` and `lib` are afterwards.
    var folder: FilePath { work.appending("openssl") }

    /// What OTP's crypto has no use for is left out: it is a third of the time.
    static let flags = [
        "no-shared", "no-dso", "no-engine", "no-afalgeng", "no-async", "no-tests", "no-module", "no-ui-console",
        "no-apps",
        "no-docs", "no-quic", "no-http", "no-cmp", "no-cms", "no-ts", "no-ct", "no-ocsp", "no-srp",
        "--prefix=/usr", "--openssldir=/etc/ssl",
    ]

    var steps: [CompilerStep] {
        let system = architecture == .x86_64 ? "linux-x86_64" : "linux-aarch64"
        let stage = "compiling OpenSSL"
        return [
            CompilerStep(
                stage: "configuring OpenSSL", program: "perl", arguments: ["./Configure", system] + Self.flags,
                folder: folder, variables: ["CC": CompilerWrappers.withKernelHeaders]),
            CompilerStep(
                stage: "generating headers of OpenSSL", program: "make", arguments: ["-j\(jobs)", "build_generated"],
                folder: folder),
            CompilerStep(stage: stage, program: "make", arguments: ["-j\(jobs)", "libcrypto.a"], folder: folder),
        ]
    }

    /// Puts the library where OTP's `configure` looks for it.
    func finish() throws(DiskError) {
        try Disk().makeFolder(folder.appending("lib"))
        try Disk().rename(folder.appending("libcrypto.a"), to: folder.appending("lib/libcrypto.a"))
    }
}
