/// The rules of one `.gitignore`; see gitignore(5).
struct IgnoreRules {
    private struct Rule {
        /// The pattern's parts between slashes.
        let parts: [[UInt8]]
        /// Whether it is about this folder's paths and not about names anywhere below.
        let isAnchored: Bool
        let foldersOnly: Bool
        /// Whether it takes back what an earlier rule said.
        let isNegated: Bool
    }

    private let rules: [Rule]

    init(_ text: String) {
        rules = text.split(whereSeparator: \.isNewline).compactMap(Self.rule)
    }

    /// Whether a path relative to the file's folder is ignored; nil if no rule is about it. The last one counts.
    func verdict(on path: String, isFolder: Bool) -> Bool? {
        let parts = path.split(separator: "/").map { Array($0.utf8) }
        let found = rules.last { rule in
            if rule.foldersOnly && !isFolder { return false }
            guard rule.isAnchored else {
                return parts.last.map { Self.matches($0[...], rule.parts.first.map { $0[...] } ?? []) } ?? false
            }
            return Self.matches(parts[...], rule.parts[...])
        }
        return found.map { !$0.isNegated }
    }

    private static func rule(_ line: Substring) -> Rule? {
        var pattern = line
        while pattern.last == " ", !pattern.hasSuffix("\\ ") { pattern = pattern.dropLast() }
        if pattern.hasPrefix("#") { return nil }
        let isNegated = pattern.hasPrefix("!")
        if isNegated { pattern = pattern.dropFirst() }
        let foldersOnly = pattern.hasSuffix("/")
        if foldersOnly { pattern = pattern.dropLast() }
        let isAnchored = pattern.contains("/")
        let parts = pattern.split(separator: "/").map { Array($0.utf8) }
        guard !parts.isEmpty else { return nil }
        return Rule(parts: parts, isAnchored: isAnchored, foldersOnly: foldersOnly, isNegated: isNegated)
    }

    private static let anyFolders = Array("**".utf8)

    /// Whether the parts of a path are those of a pattern, of which `**` stands for any number.
    private static func matches(_ path: ArraySlice<[UInt8]>, _ pattern: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == anyFolders {
            // At the end it means what is inside, not the folder itself.
            if pattern.count == 1 { return !path.isEmpty }
            return (path.startIndex...path.endIndex).contains { matches(path[$0...], pattern.dropFirst()) }
        }
        guard let name = path.first, matches(name[...], first[...]) else { return false }
        return matches(path.dropFirst(), pattern.dropFirst())
    }

    /// Whether a name fits a pattern with `*`, `?`, `[a-z]` and `\`. Each star is tried once per place, so no pattern takes long.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (name, pattern) = (name, pattern)
        var retry: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (name, pattern)
            } else if let rest = step(name, pattern) {
                (name, pattern) = (name.dropFirst(), rest)
            } else if name.isEmpty && pattern.isEmpty {
                return true
            } else if let last = retry, !last.name.isEmpty {
                retry = (last.name.dropFirst(), last.pattern)
                (name, pattern) = (last.name.dropFirst(), last.pattern)
            } else {
                return false
            }
        }
    }

    /// What is left of a pattern once it has taken one byte of a name.
    private static func step(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let byte = name.first, let sign = pattern.first else { return nil }
        let rest = pattern.dropFirst()
        switch sign {
        case UInt8(ascii: "?"): return rest
        case UInt8(ascii: "\\"): return rest.first == byte ? rest.dropFirst() : nil
        case UInt8(ascii: "["): return set(rest, holds: byte)
        default: return sign == byte ? rest : nil
        }
    }

    private static func set(_ pattern: ArraySlice<UInt8>, holds byte: UInt8) -> ArraySlice<UInt8>? {
        guard let end = pattern.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        var signs = pattern[..<end]
        let isNegated = signs.first == UInt8(ascii: "!") || signs.first == UInt8(ascii: "^")
        if isNegated { signs = signs.dropFirst() }
        var found = false
        while let low = signs.popFirst() {
            if signs.first == UInt8(ascii: "-"), let high = signs.dropFirst().first {
                signs = signs.dropFirst(2)
                found = found || (low <= high && (low...high).contains(byte))
            } else {
                found = found || low == byte
            }
        }
        return found != isNegated ? pattern[(end + 1)...] : nil
    }
}
