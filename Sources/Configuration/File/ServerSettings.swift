package import Matrix

/// The builds of OTP and Elixir that the Hex team makes.
package struct HexpmSetting: Hashable, Sendable {
    /// The server's URL; `nil` takes that of the environment.
    package var mirror: String?
    /// The distributions whose builds are taken; empty takes the usual one.
    package var distributions: [String] = []
    package var access = AccessSetting()
}

/// Runtimes that a MANIFEST.json lists.
package struct BatamantaSetting: Hashable, Sendable {
    /// The manifest's URL.
    package var url: String
    package var vouching = VouchingSetting()
    package var access = AccessSetting()
    /// The oldest glibc that its builds start on; `nil` takes the usual one.
    package var glibc: Version?
}

/// Universal builds with a musl of their own.
package struct BeamMachineSetting: Hashable, Sendable {
    /// The URL of the folder that holds them.
    package var url: String
    package var vouching = VouchingSetting()
    package var access = AccessSetting()
}

/// Runtimes at URLs of a pattern.
package struct URLSetting: Hashable, Sendable {
    /// The URL with its placeholders.
    package var template: String
    package var checksums: ChecksumSetting
    package var access = AccessSetting()
}

/// Built trees in folders of this machine.
package struct DirectorySetting: Hashable, Sendable {
    /// Folders that hold an OTP.
    package var otp: [String] = []
    /// Folders that hold an Elixir.
    package var elixir: [String] = []
}

/// Archives of built trees on this machine.
package struct ArchiveSetting: Hashable, Sendable {
    /// The archives of OTP.
    package var otp: [String]
}

/// What a source may do to get at its server.
package struct AccessSetting: Hashable, Sendable {
    /// The environment variable that holds the token of a private server.
    package var tokenVariable: String?
    /// Whether http without encryption may be used.
    package var allowsPlainHTTP = false
}

/// Where the SHA-256 of files is told.
package enum ChecksumSetting: Hashable, Sendable {
    /// In the matrix file itself: 64 hexadecimal digits by the name of the file.
    case listed([String: String])
    /// In a file at a URL.
    case url(String)
}

/// What a source without checksums of its own may trust.
package struct VouchingSetting: Hashable, Sendable {
    package var checksums: ChecksumSetting?
    /// Whether the first download counts where there is no checksum.
    package var trustsFirstUse = false
}
