import Host
import SystemPackage

/// What Git is told to ignore below a folder, by the `.gitignore` files from there on.
///
/// Builds read things that are ignored because they can be made again, too: fetched dependencies, assets, generated sources. So
/// nothing in a folder of the names below is left out.
struct GitIgnore {
    private let base: FilePath
    private let disk: Disk
    private var known: [String: IgnoreRules?] = [:]

    init(base: FilePath, disk: Disk) {
        self.base = base
        self.disk = disk
    }

    /// Folders that builds read, whatever Git makes of them.
    private static let read: Set<String> = [
        "_checkouts", "c_src", "config", "deps", "include", "lib", "native", "priv", "rel", "src", "vendor",
    ]

    /// Whether a path below the base is left out; asked for a folder before what it holds.
    mutating func ignores(_ path: String, isFolder: Bool) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        if parts.contains(where: Self.read.contains) { return false }
        var verdict = false
        var folder = ""
        for index in parts.indices {
            let below = parts[index...].joined(separator: "/")
            if let found = rules(in: folder)?.verdict(on: below, isFolder: isFolder) { verdict = found }
            folder = folder.isEmpty ? parts[index] : "\(folder)/\(parts[index])"
        }
        return verdict
    }

    private mutating func rules(in folder: String) -> IgnoreRules? {
        if let rules = known[folder] { return rules }
        let place = folder.isEmpty ? base : base.appending(folder)
        let file = place.appending(".gitignore")
        let text = disk.kind(of: file) == .file ? try? disk.readText(file, limit: 1 << 20) : nil
        let rules = text.map(IgnoreRules.init)
        known[folder] = .some(rules)
        return rules
    }
}
