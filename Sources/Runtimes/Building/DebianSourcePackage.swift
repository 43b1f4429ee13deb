import Digest

/// One source package of a suite: the files that its binary packages are made from.
struct DebianSourcePackage: Hashable {
    let name: String
    let version: String
    /// What the authors released, and what Debian adds and changes.
    let files: [DebianPackage]

    /// Reads a stanza of a Sources index; nil unless it holds a release and Debian's part of it.
    init?(stanza fields: [String: String]) {
        guard let name = fields["package"], let version = fields["version"], let folder = fields["directory"],
            let list = fields["checksums-sha256"]
        else { return nil }
        self.name = name
        self.version = version
        files = list.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.count == 3, let digest = DigestValue(hex: words[0]), let size = Int(words[1]),
                Self.isTarball(words[2])
            else { return nil }
            return DebianPackage(
                name: name, version: version, file: "\(folder)/\(words[2])", size: size, digest: digest)
        }
        guard files.count == 2 else { return nil }
    }

    /// The archive as its authors released it.
    var release: DebianPackage? { files.first { $0.file.contains(".orig.tar.") } }
    /// Debian's patches.
    var additions: DebianPackage? { files.first { $0.file.contains(".debian.tar.") } }

    private static func isTarball(_ file: String) -> Bool {
        let isPart = file.contains(".orig.tar.") || file.contains(".debian.tar.")
        return isPart && !file.hasSuffix(".asc")
    }
}
