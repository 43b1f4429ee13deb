/// A path inside a folder: relative, without `.`, `..` or empty components, hence unable to leave it.
struct SafePath: Hashable {
    let components: [String]

    /// Takes an archive's text for a path; nil when it is absolute or climbs with `..`.
    init?(_ text: String) {
        guard !text.utf8.starts(with: "/".utf8), !text.utf8.contains(0) else { return nil }
        let components = text.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        if components.contains("..") { return nil }
        self.components = components.map(String.init)
    }

    init(components: some Sequence<String>) {
        self.components = Array(components)
    }

    /// What is odd about the name, in a few words after "its name"; nil when an honest archive may have it.
    var oddity: String? {
        if components.count > Self.mostComponents { return "is more than \(Self.mostComponents) folders deep" }
        if components.contains(where: { $0.utf8.count > Self.longestComponent }) || text.utf8.count > Self.longest {
            return "is too long"
        }
        if text.unicodeScalars.contains(where: Self.isControl) { return "has control characters" }
        return nil
    }

    private static let mostComponents = 64
    /// What Linux's file systems can hold.
    private static let longestComponent = 255
    private static let longest = 1024

    /// Whether a character steers terminals instead of being shown.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    /// The path written with slashes; empty for the folder itself.
    var text: String { components.joined(separator: "/") }

    /// Whether a symbolic link standing at this path may point at `target`.
    ///
    /// It may climb only at its start and only up to the folder's root. A `..` further on is refused outright:
    /// after a link to elsewhere it would not mean the parent that its text suggests.
    func permitsLink(to target: String) -> Bool {
        guard !target.isEmpty, !target.utf8.starts(with: "/".utf8) else { return false }
        let steps = target.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        let climbs = steps.prefix { $0 == ".." }.count
        return climbs < max(components.count, 1) && !steps.dropFirst(climbs).contains("..")
    }
}
