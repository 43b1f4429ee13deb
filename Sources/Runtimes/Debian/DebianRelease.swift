import Digest

/// What a suite's InRelease file says: which suite it is, until when it holds, and the digests of its indexes.
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

    /// Reads an InRelease file: a text signed in the clear (RFC 9580, section 7).
    ///
    /// The signature is not looked at here: `signedText` is where that belongs, as it has both halves in hand.
    init?(_ text: String) {
        guard let signed = Self.signedText(text), let fields = ControlFile.stanzas(signed).first,
            let list = fields["sha256"]
        else { return nil }
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

    private static func signedText(_ text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let begin = lines.firstIndex(of: "-----BEGIN PGP SIGNED MESSAGE-----"),
            let blank = lines[begin...].firstIndex(where: { $0.allSatisfy(\.isWhitespace) }),
            let signature = lines[blank...].firstIndex(of: "-----BEGIN PGP SIGNATURE-----"),
            lines[signature...].contains("-----END PGP SIGNATURE-----")
        else { return nil }
        return lines[blank..<signature].dropFirst().map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 }
            .joined(separator: "\n")
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
