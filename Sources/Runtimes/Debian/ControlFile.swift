/// Debian's control format (deb822(5)): stanzas of `Field: value` lines, with continuations that begin with a blank.
enum ControlFile {
    /// The stanzas as dictionaries by field name in lower case; comments are left out.
    static func stanzas(_ text: some StringProtocol) -> [[String: String]] {
        var stanzas: [[String: String]] = []
        var stanza: [String: String] = [:]
        var field: String?
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                if !stanza.isEmpty { stanzas.append(stanza) }
                stanza = [:]
                field = nil
            } else if !line.hasPrefix("#") {
                take(line, &stanza, &field)
            }
        }
        if !stanza.isEmpty { stanzas.append(stanza) }
        return stanzas
    }

    private static func take(_ line: some StringProtocol, _ stanza: inout [String: String], _ field: inout String?) {
        if line.first?.isWhitespace == true {
            if let field { stanza[field, default: ""] += "\n" + trimmed(line) }
        } else if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon].lowercased()
            stanza[name] = trimmed(line[line.index(after: colon)...])
            field = name
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
