/// The headers of an answer that matter for going on where a transfer was cut.
struct AnswerHead {
    private var fields: [String: String] = [:]

    /// Takes a line as it comes; a status line begins anew.
    mutating func take(_ line: String) {
        if line.hasPrefix("HTTP/") { fields = [:] }
        guard let colon = line.firstIndex(of: ":") else { return }
        let name = line[..<colon].lowercased()
        guard ["etag", "last-modified", "content-range"].contains(name) else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        fields[name] = String(value.prefix { !$0.isNewline })
    }

    /// What `If-Range` may name: a strong entity tag, else the time of the last change.
    var validator: String? {
        if let tag = fields["etag"], tag.hasPrefix("\"") { return tag }
        return fields["last-modified"]
    }

    /// The first byte that a partial answer holds, and the whole size if it is told: 5 and 10 of `bytes 5-9/10`.
    var range: (start: Int, total: Int?)? {
        guard let words = fields["content-range"]?.split(separator: " "), words.count == 2, words[0] == "bytes" else {
            return nil
        }
        let parts = words[1].split { $0 == "-" || $0 == "/" }
        guard parts.count == 3, let start = Int(parts[0]) else { return nil }
        return (start, Int(parts[2]))
    }
}
