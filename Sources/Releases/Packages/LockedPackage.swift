/// A dependency that a lock file pins, and what its package says of itself.
package struct LockedPackage: Hashable, Codable, Sendable {
    /// Where it comes from.
    package enum Origin: String, Hashable, Codable, Sendable {
        case hex
        case git
        case other
    }

    /// The name of its application.
    package var app: String
    /// The name of the package, which need not be the application's.
    package var name: String
    package var origin: Origin
    /// The version, or the commit.
    package var version: String
    /// The repository: of Git its URL, of Hex its name where it is not the public one.
    package var repository: String?
    /// SHA-256 of the package's file, in hexadecimal.
    package var sha256: String?
    /// Its licences in its own words.
    package var licences: [String]

    init(_ dependency: LockFile.Dependency, licences: [String]) {
        app = dependency.name
        name = dependency.package ?? dependency.name
        sha256 = dependency.checksum
        self.licences = licences
        switch dependency.source {
        case .hex(let version): (origin, self.version) = (.hex, version)
        case .git(let commit): (origin, version) = (.git, commit)
        case .other: (origin, version) = (.other, "")
        }
        repository = dependency.repository == "hexpm" ? nil : dependency.repository
    }
}
