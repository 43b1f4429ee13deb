package import Digest

/// SHA-256 digests by the names of files, as a matrix file or a file `SHA256SUMS` lists them.
package struct Checksums: Hashable, Sendable {
    private let digests: [String: DigestValue]

    /// Checksums by name.
    package init(_ digests: [String: DigestValue]) {
        self.digests = digests
    }

    /// Reads lines such as `DIGEST  NAME` or `DIGEST *NAME`; others are passed over.
    init(sums text: String) {
        var digests: [String: DigestValue] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let digest = DigestValue(hex: parts[0]) else { continue }
            let name = parts[1].drop { $0 == " " || $0 == "*" }
            digests[String(name.hasPrefix("./") ? name.dropFirst(2) : name)] = digest
        }
        self.digests = digests
    }

    /// The names, sorted.
    var names: [String] { digests.keys.sorted() }

    /// The digest of the file at a URL: under a name given for it, else under the longest end of the URL that is listed.
    ///
    /// A name that fits the wrong file does no harm: the file is refused then.
    func digest(of url: String, named names: [String] = []) -> DigestValue? {
        if let digest = names.lazy.compactMap({ digests[$0] }).first { return digest }
        var rest = Substring(url.prefix { $0 != "?" && $0 != "#" })
        while !rest.isEmpty {
            if let digest = digests[String(rest)] { return digest }
            guard let slash = rest.firstIndex(of: "/") else { return nil }
            rest = rest[rest.index(after: slash)...]
        }
        return nil
    }
}

/// Where checksums come from.
package enum ChecksumOrigin: Hashable, Sendable {
    /// The matrix file lists them.
    case listed(Checksums)
    /// A file like those of `sha256sum`, at a URL.
    case file(url: String)
}
