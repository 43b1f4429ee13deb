/// Something inside an artifact, as one line of its manifest tells of it: enough to know its licences.
package struct ContainedPart: Hashable, Codable, Sendable {
    package var name: String
    package var version: String?
    /// SPDX identifiers and expressions, or the package's own words; nil where none is known.
    package var licences: [String]?

    package init(name: String, version: String? = nil, licences: [String]? = nil) {
        self.name = name
        self.version = version
        self.licences = licences
    }
}
