/// URLs of a source's server and of what lies there.
enum ServerURL {
    /// A folder's URL without a slash at its end.
    static func folder(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    /// The URL of the folder that a file lies in.
    static func parent(of url: String) -> String {
        let plain = url.prefix { $0 != "?" && $0 != "#" }
        return plain.lastIndex(of: "/").map { String(plain[..<$0]) } ?? String(plain)
    }

    /// A reference in a file: a whole URL, a path of the file's server, or one below the file's folder.
    static func resolve(_ reference: String, in file: String) -> String {
        if reference.hasPrefix("http://") || reference.hasPrefix("https://") { return reference }
        guard reference.hasPrefix("/") else { return "\(parent(of: file))/\(reference)" }
        return origin(of: file) + reference
    }

    /// Scheme and host.
    static func origin(of url: String) -> String {
        url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }
}
