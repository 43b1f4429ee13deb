import Digest

/// What a suite's Release file says: which suite it is, until when it holds, and the digests of its indexes.
struct DebianRelease: Hashable {
    let origin: String
    let suite: String
    let codename: String
    /// Seconds since 1970 at which the file stops to be valid; nil for suites that do not change.
    let validUntil: Double?
    /// SHA-256 and size of the indexes, by their path below the suite's folder.
    let indexes: [String: Index]

    struct Index: Hashable {
        let digest: DigestValue
        let size: Int
    }

    /// Reads a Release file; what it is worth is up to who signed it.
    init?(_ text: String) {
        guard let fields = ControlFile.stanzas(text).first, let list = fields["sha256"] else { return nil }
        origin = fields["origin"] ?? ""
        suite = fields["suite"] ?? ""
        codename = fields["codename"] ?? ""
        if let date = fields["valid-until"] {
            guard let seconds = DebianDate.seconds(date) else { return nil }
            validUntil = seconds
        } else {
            validUntil = nil
        }
        indexes = Self.indexes(list)
    }

    private static func indexes(_ list: String) -> [String: Index] {
        var indexes: [String: Index] = [:]
        for line in list.split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 3, let digest = DigestValue(hex: words[0]), let size = Int(words[1]), size >= 0 else {
                continue
            }
            indexes[String(words[2])] = Index(digest: digest, size: size)
        }
        return indexes
    }
}
