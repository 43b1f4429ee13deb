/// What the matrix file asks for: a whole version (`27.3.4.1`) or the beginning of one (`27`, `27.3`), meaning its newest.
package struct VersionRequest: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The version as written.
    package let version: Version

    /// Reads a request; `nil` unless the text is a version.
    package init?(_ text: String) {
        guard let version = Version(text) else { return nil }
        self.version = version
    }

    /// A request for just that version.
    package init(_ version: Version) { self.version = version }

    /// The text of the matrix file.
    package var text: String { version.text }
    package var description: String { text }

    /// Whether a released version satisfies the request: the same leading numbers, and a pre-release only if it was named.
    package func accepts(_ candidate: Version) -> Bool {
        if version.preRelease != nil || candidate.preRelease != nil {
            return version.numbers == candidate.numbers && version.preRelease == candidate.preRelease
        }
        return candidate.numbers.starts(with: version.numbers)
    }
}
