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
