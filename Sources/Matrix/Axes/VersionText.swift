/// What is told by a version's text alone, as in the matrix file, so in JSON.
package protocol VersionText: Codable {
    /// Nil if the text is none of it.
    init?(_ text: String)
    /// The text that it was made from.
    var text: String { get }
}

extension VersionText {
    /// Reads the text.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a version"))
        }
        self = value
    }

    /// Writes the text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
