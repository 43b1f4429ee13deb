import FoundationEssentials
import Host
package import Matrix
package import SystemPackage

/// What an entry of the store is and where it came from; for people, and never decisive.
package struct EntryAbout: Hashable, Codable, Sendable {
    /// What follows an entry's key in the name of the file that holds this.
    static let suffix = "json"

    /// What it is: `Erlang/OTP`, `Elixir`, `rebar3`.
    package var name: String
    package var version: Version
    /// The source's name: `debian`, `import`.
    package var source: String
    /// Where in the source: a suite, a folder.
    package var origin: String
    /// What its programs need; nil for what runs wherever Erlang does.
    package var platform: Platform?
    /// When it was made, in seconds since 1970.
    package var made: Double

    /// What is to be told of an entry.
    package init(
        name: String, version: Version, source: String, origin: String, platform: Platform? = nil, made: Double
    ) {
        self.name = name
        self.version = version
        self.source = source
        self.origin = origin
        self.platform = platform
        self.made = made
    }
}

extension Store {
    /// Writes down what an entry of the own store is, unless that is known and not to be replaced.
    func describe(_ place: FilePath, _ about: EntryAbout, replacing: Bool = false) {
        let file = companion(place, EntryAbout.suffix)
        guard place.starts(with: root), replacing || Disk().kind(of: file) == nil else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(about) else { return }
        try? Disk().write(Array(data), to: file, mode: 0o600, durable: false)
    }

    /// What is known of an entry; nil for those of older versions, and of kinds of which nothing is written down.
    package func about(_ place: FilePath) -> EntryAbout? {
        let file = companion(place, EntryAbout.suffix)
        guard let bytes = try? Disk().read(file, limit: 1 << 20) else { return nil }
        return try? JSONDecoder().decode(EntryAbout.self, from: Data(bytes))
    }

    /// How messages call an entry.
    func name(of place: FilePath, _ kind: Kind) -> String {
        if let about = about(place) { return "\(about.name) \(about.version) (\(about.source) \(about.origin))" }
        return "\(kind.rawValue)/\(place.lastComponent?.string.prefix(12) ?? "")"
    }
}
