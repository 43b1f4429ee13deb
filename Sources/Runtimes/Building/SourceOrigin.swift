package import SystemPackage

/// Where the source of a program comes from that a runtime is built of.
package enum SourceOrigin: Hashable, Sendable {
    /// Debian's source package, of the suite that the bytecode is of.
    case debian
    /// An archive, or a folder.
    case path(FilePath)
}

/// What a static runtime is wanted for.
package struct StaticRuntimeRequest: Sendable {
    /// Where the source of Erlang/OTP comes from.
    package var source: SourceOrigin
    /// Where the source of OpenSSL comes from; without one there is no crypto.
    package var openssl: SourceOrigin?
    /// How many compilers run at once.
    package var jobs: Int

    package init(source: SourceOrigin = .debian, openssl: SourceOrigin? = nil, jobs: Int) {
        self.source = source
        self.openssl = openssl
        self.jobs = jobs
    }
}
