import Matrix

/// Versions of Debian packages: `[epoch:]upstream[-revision]` (deb-version(7)).
enum DebianVersion {
    /// The upstream version that a package's version stands for: 27.3.4.1 of `1:27.3.4.1+dfsg-1`, 1.18.3 of
    /// `1.18.3.dfsg-1`, 27.0-rc1 of `1:27.0~rc1+dfsg-1`.
    static func upstream(_ text: String) -> Version? {
        var rest = text[...]
        if let colon = rest.firstIndex(of: ":") { rest = rest[rest.index(after: colon)...] }
        if let hyphen = rest.lastIndex(of: "-") { rest = rest[..<hyphen] }
        if let really = rest.firstRange(of: "+really") { rest = rest[really.upperBound...] }
        if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
        if let mark = rest.firstRange(of: ".dfsg") { rest = rest[..<mark.lowerBound] }
        return Version(rest.split(separator: "~", maxSplits: 1).joined(separator: "-"))
    }
}
