import Digest

/// One package of a suite, as its Packages index describes it.
struct DebianPackage: Hashable, Codable {
    let name: String
    let version: String
    /// The package's path below the mirror.
    let file: String
    /// Bytes of the package file.
    let size: Int
    let digest: DigestValue
    /// What it depends on, as the index has it.
    let depends: String

    /// No package of Erlang, Elixir or the libraries comes near this size.
    private static let largest = 1 << 30

    /// Reads a stanza of a Packages index; nil when something is missing or the file is not below the mirror.
    init?(stanza text: String) {
        guard let fields = ControlFile.stanzas(text).first, let name = fields["package"],
            let version = fields["version"], let file = fields["filename"], let size = fields["size"].flatMap(Int.init),
            let digest = fields["sha256"].flatMap({ DigestValue(hex: $0) })
        else { return nil }
        self.init(
            name: name, version: version, file: file, size: size, digest: digest, depends: fields["depends"] ?? "")
    }

    /// A package by its parts; nil when the file is not below the mirror, or of an odd size.
    init?(name: String, version: String, file: String, size: Int, digest: DigestValue, depends: String = "") {
        guard (1...Self.largest).contains(size), Self.isBelowMirror(file) else { return nil }
        self.name = name
        self.version = version
        self.file = file
        self.size = size
        self.digest = digest
        self.depends = depends
    }

    private static func isBelowMirror(_ file: String) -> Bool {
        !file.hasPrefix("/") && !file.contains("?") && !file.contains("#")
            && !file.split(separator: "/", omittingEmptySubsequences: false).contains { ["", ".", ".."].contains($0) }
    }
}
