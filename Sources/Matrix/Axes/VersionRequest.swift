/// What the matrix file asks for: a whole version (`27.3.4.1`), the beginning of one (`27`, `27.3`), meaning its newest, or a word
/// that leaves the choice to what is on offer: `latest` or `auto`.
package struct VersionRequest: Hashable, VersionText, Sendable, CustomStringConvertible {
    private let kind: Kind

    private enum Kind: Hashable, Sendable {
        case version(Version)
        case latest
        case automatic
    }

    /// The words that are requests, too.
    package static let words = ["latest", "auto"]

    /// Reads a request; `nil` unless the text is a version or one of the words.
    package init?(_ text: String) {
        switch text {
        case "latest": kind = .latest
        case "auto": kind = .automatic
        default:
            guard let version = Version(text) else { return nil }
            kind = .version(version)
        }
    }

    /// A request for just that version.
    package init(_ version: Version) { kind = .version(version) }

    /// The newest release on offer for a target.
    package static let latest = VersionRequest(.latest)
    /// A version that all targets have, chosen with care; see `AutomaticVersion`.
    package static let automatic = VersionRequest(.automatic)

    private init(_ kind: Kind) { self.kind = kind }

    /// The version as written; `nil` for `latest` and `auto`.
    package var version: Version? { if case .version(let version) = kind { version } else { nil } }

    /// The text of the matrix file.
    package var text: String {
        switch kind {
        case .version(let version): version.text
        case .latest: "latest"
        case .automatic: "auto"
        }
    }

    package var description: String { text }

    /// Whether a released version satisfies the request: the same leading numbers, and a pre-release only if it was named.
    package func accepts(_ candidate: Version) -> Bool {
        guard let version else { return candidate.preRelease == nil }
        if version.preRelease != nil || candidate.preRelease != nil || isWhole {
            return version.numbers == candidate.numbers && version.preRelease == candidate.preRelease
        }
        return candidate.numbers.starts(with: version.numbers)
    }

    /// Whether just one version can be meant: four numbers are all that a patch of OTP has.
    private var isWhole: Bool { (version?.numbers.count ?? 0) >= 4 }
}
