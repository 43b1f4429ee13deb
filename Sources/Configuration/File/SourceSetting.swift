/// A place where runtimes come from, as the file sets it up.
package enum SourceSetting: Hashable, Sendable {
    case debian(DebianSetting)
    case hexpm(HexpmSetting)
    case batamanta(BatamantaSetting)
    case beammachine(BeamMachineSetting)
    case url(URLSetting)
    case directory(DirectorySetting)
    case archive(ArchiveSetting)
    case system(SystemSetting)
    /// What `bmatrix runtimes build` has made.
    case built

    /// What a file has that says nothing of sources.
    package static let usual: [SourceSetting] = [.debian(DebianSetting())]

    /// The name in the file.
    package var name: String {
        switch self {
        case .debian: "debian"
        case .hexpm: "hexpm"
        case .batamanta: "batamanta"
        case .beammachine: "beammachine"
        case .url: "url"
        case .directory: "directory"
        case .archive: "archive"
        case .system: "system"
        case .built: "built"
        }
    }
}

/// The packages of a Debian mirror.
package struct DebianSetting: Hashable, Sendable {
    /// The mirror's URL; `nil` takes the one that the host's own apt uses.
    package var mirror: String?
    /// The suites to look in; empty looks in all that are known.
    package var suites: [String] = []
    package var validUntil = ValidUntil.warn
    package var signature = Signature.require
    /// The file of the keys whose signatures count; `nil` takes those of Debian's archive.
    package var keyring: String?
    /// The environment variable that holds the token of a private mirror.
    package var tokenVariable: String?

    /// What to do about the signature of a Release file.
    package enum Signature: String, CaseIterable, Sendable {
        case require, off
    }

    /// What to do about a Release file that is older than it says it may be.
    package enum ValidUntil: String, CaseIterable, Sendable {
        case warn, enforce, ignore
    }
}

/// An OTP and an Elixir that are installed on the host.
package struct SystemSetting: Hashable, Sendable {
    /// The OTP's root, the folder that holds `erts-*`; `nil` looks for `erl` in PATH.
    package var otp: String?
    /// The Elixir's root, the folder that holds `bin/elixir`; `nil` looks for `elixir` in PATH.
    package var elixir: String?
}
