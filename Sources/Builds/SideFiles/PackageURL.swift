/// A package URL (purl): what a component is, whatever tool reads of it.
package struct PackageURL: Hashable, Sendable {
    package let text: String

    /// - Parameters:
    ///   - name: the name, with the namespace before it.
    ///   - qualifiers: by key, in the order of keys.
    package init(_ type: String, _ name: String, version: String, qualifiers: [(key: String, value: String)] = []) {
        let version = version.isEmpty ? "" : "@\(Self.encoded(version, keeping: ""))"
        let pairs = qualifiers.map { "\($0.key)=\(Self.encoded($0.value, keeping: ":/"))" }
        text = "pkg:\(type)/\(Self.encoded(name))\(version)" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    /// A package of Debian: its file's name tells the processor, and the version where nothing else does.
    package init(debian name: String, version: String?, file: String) {
        let stem = file.split(separator: "/").last.map { $0.split(separator: "_") } ?? []
        let architecture = stem.last?.split(separator: ".").first.map(String.init) ?? ""
        let known = version ?? (stem.count == 3 ? String(stem[1]) : "")
        self.init(
            "deb", "debian/\(name)", version: known,
            qualifiers: architecture.isEmpty ? [] : [("arch", architecture)])
    }

    /// An application of Erlang from a repository.
    init(application name: String, version: String, repository: String) {
        self.init("otp", name.lowercased(), version: version, qualifiers: [("repository_url", repository)])
    }

    /// The text with all but unreserved characters, and those to keep, written as percent and digits.
    package static func encoded(_ text: String, keeping kept: String = "/") -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8).union(kept.utf8)
        return text.utf8.map { byte in
            if plain.contains(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%\(digits.utf8.count < 2 ? "0" : "")\(digits)"
        }.joined()
    }
}
