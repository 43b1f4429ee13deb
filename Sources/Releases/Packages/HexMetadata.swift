/// What Hex writes down beside a package: the file `hex_metadata.config`, terms of Erlang.
struct HexMetadata {
    /// The licences, in the package's own words.
    let licences: [String]

    /// Reads the text; what makes no sense reads as nothing.
    init(_ text: String) {
        guard let found = text.firstRange(of: "{<<\"licenses\">>,") else {
            licences = []
            return
        }
        // The strings of the list are the odd ones of what quotes tell apart.
        let list = text[found.upperBound...].prefix { $0 != "]" }
        let parts = list.split(separator: "\"", omittingEmptySubsequences: false)
        licences = parts.indices.filter { !$0.isMultiple(of: 2) }.map { String(parts[$0]) }
    }
}
