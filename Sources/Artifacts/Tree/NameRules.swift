import Matrix

/// What other systems ask of the names in a release: there it would fail on the first run, here it is told while packing.
enum NameRules {
    /// Characters that mean something to Windows in a path.
    private static let special = Set("\\:*?\"<>|".utf8)

    /// Refuses what an install could not hold; Linux takes any name.
    static func check(_ tree: ReleaseTree, for system: OperatingSystem) throws(ArtifactError) {
        switch system {
        case .linux: return
        case .macos: try checkCase(tree, "macOS")
        case .windows:
            for entry in tree.entries {
                if let fault = fault(in: entry.path) { throw .invalidEntry(path: entry.path, detail: fault) }
            }
            try checkCase(tree, "Windows")
            try checkLinks(tree)
        }
    }

    /// File systems there usually take capitals for small letters.
    private static func checkCase(_ tree: ReleaseTree, _ system: String) throws(ArtifactError) {
        var folded: [String: String] = [:]
        for entry in tree.entries {
            if let other = folded.updateValue(entry.path, forKey: entry.path.lowercased()) {
                throw .invalidEntry(path: entry.path, detail: "to \(system) it has the same name as '\(other)'")
            }
        }
    }

    private static func fault(in path: String) -> String? {
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            if part.contains(where: { special.contains($0) || $0 < 0x20 || $0 == 0x7F }) {
                return "Windows does not allow a character in its name"
            }
            if part.last == UInt8(ascii: ".") || part.last == UInt8(ascii: " ") {
                return "on Windows a name does not end with a stop or a blank"
            }
            if isDevice(part) { return "Windows takes its name for a device" }
        }
        return nil
    }

    /// Whatever follows the first stop: `nul.beam` is the same nothing as `NUL`.
    private static func isDevice(_ name: Substring.UTF8View) -> Bool {
        let stem = String(decoding: name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self).lowercased()
        if ["con", "prn", "aux", "nul"].contains(stem) { return true }
        return stem.utf8.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
            && stem.utf8.last.map { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) } == true
    }

    /// Links become second names or copies of files there; folders have neither.
    private static func checkLinks(_ tree: ReleaseTree) throws(ArtifactError) {
        var folders: Set<String> = []
        for entry in tree.entries where entry.content == .folder { folders.insert(entry.path) }
        for entry in tree.entries {
            guard case .link(let target) = entry.content, folders.contains(resolve(target, from: entry.path)) else {
                continue
            }
            throw .invalidEntry(
                path: entry.path, detail: "it is a link to a folder, which bmatrix cannot make on Windows")
        }
    }

    /// Where a link leads; it is known to stay inside the release.
    private static func resolve(_ target: String, from path: String) -> String {
        var parts = path.split(separator: "/").dropLast()
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
