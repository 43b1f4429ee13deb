/// A licence as CycloneDX tells it: by its SPDX identifier, as an expression of these, or in its own words.
struct LicenceChoice: Encodable, Hashable {
    /// The identifier, the expression, or the words.
    let text: String
    private let isExpression: Bool

    /// What an SPDX expression says.
    init(expression: String) {
        text = expression
        isExpression = expression.contains(" ")
    }

    /// What a package says of itself, which need not be an identifier.
    init(words: String) {
        text = words
        isExpression = false
    }

    /// The SPDX identifiers of the licences that are met here; anything else counts as words.
    private static let identifiers: Set<String> = [
        "0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "Artistic-2.0", "BSD-2-Clause", "BSD-3-Clause",
        "BSL-1.0", "CC-BY-4.0", "CC0-1.0", "EPL-1.0", "EPL-2.0", "EUPL-1.2", "GPL-2.0-only", "GPL-2.0-or-later",
        "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only",
        "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-1.1", "MPL-2.0", "NCSA", "OFL-1.1", "PostgreSQL", "Python-2.0",
        "Ruby", "Unicode-3.0", "Unlicense", "Vim", "WTFPL", "X11", "X11-distribute-modifications-variant", "Zlib",
    ]

    private enum Key: String, CodingKey { case expression, license }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        if isExpression { return try values.encode(text, forKey: .expression) }
        try values.encode([Self.identifiers.contains(text) ? "id" : "name": text], forKey: .license)
    }
}
