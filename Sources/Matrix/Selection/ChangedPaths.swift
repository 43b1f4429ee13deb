/// Files that changed in a repository, as paths from its top with `/` between the parts.
package struct ChangedPaths: Sendable {
    /// In order, so that the files below a folder stand together.
    private let paths: [String]
    private let all: Set<String>

    /// - Parameter ignored: files and folders that do not count, nor what is below them.
    package init(_ paths: some Sequence<String>, ignoring ignored: [String] = []) {
        let counting = paths.filter { path in
            !ignored.contains { !$0.isEmpty && (path == $0 || path.hasPrefix($0 + "/")) }
        }
        all = Set(counting)
        self.paths = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The first changed file that a folder (or file) holds, `""` being the top. A submodule counts as a whole: its path is told for
    /// every folder in it.
    package func first(in folder: String) -> String? {
        if folder.isEmpty { return paths.first }
        if let around = ChangedPaths.ancestors(of: folder).first(where: all.contains) { return around }
        let prefix = folder + "/"
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = low + (high - low) / 2
            if paths[middle].utf8.lexicographicallyPrecedes(prefix.utf8) { low = middle + 1 } else { high = middle }
        }
        return paths.indices.contains(low) && paths[low].hasPrefix(prefix) ? paths[low] : nil
    }

    /// The path itself and all folders around it.
    private static func ancestors(of path: String) -> [String] {
        var found: [String] = []
        for part in path.split(separator: "/") { found.append(found.last.map { "\($0)/\(part)" } ?? String(part)) }
        return found
    }
}
