/// One package source of apt: what `deb …` lines and deb822 stanzas say (sources.list(5)).
struct AptSource: Hashable {
    var types: [String]
    var uris: [String]
    var suites: [String]
    var components: [String]
    var signedBy: String
}

/// Reads apt's two formats of source lists; what it does not understand it passes over.
enum AptSources {
    /// Sources of a one-line file such as `/etc/apt/sources.list`.
    static func lines(_ text: String) -> [AptSource] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            source(line: line.prefix { $0 != "#" })
        }
    }

    /// Sources of a deb822 file such as `/etc/apt/sources.list.d/debian.sources`.
    static func stanzas(_ text: String) -> [AptSource] {
        ControlFile.stanzas(text).compactMap { stanza in
            if ["no", "false", "off", "0"].contains(stanza["enabled"]?.lowercased()) { return nil }
            func words(_ field: String) -> [String] {
                (stanza[field] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
            }
            return AptSource(
                types: words("types"), uris: words("uris"), suites: words("suites"), components: words("components"),
                signedBy: stanza["signed-by"] ?? "")
        }
    }

    private static func source(line: Substring) -> AptSource? {
        var line = line
        var options: Substring = ""
        if let start = line.firstIndex(of: "["), let end = line[start...].firstIndex(of: "]") {
            options = line[line.index(after: start)..<end]
            line.removeSubrange(start...end)
        }
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count >= 3 else { return nil }
        let signedBy = options.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("signed-by=") }
        return AptSource(
            types: [words[0]], uris: [words[1]], suites: [words[2]], components: Array(words[3...]),
            signedBy: signedBy.map { String($0.dropFirst("signed-by=".count)) } ?? "")
    }
}
