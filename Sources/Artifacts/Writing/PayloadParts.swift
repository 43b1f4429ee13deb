import Matrix

/// How the entries of a release are shared out among the parts of the payload.
struct PayloadParts {
    /// The parts in the payload's order; all but the last are layers.
    static let order: [Component] = [.erts, .otp, .elixir, .app]

    private let entries: [Component: [ReleaseTree.Entry]]
    private let folders: [Component: Set<String>]
    /// Where an install of the app has links into its layers.
    let mounts: [Component: [String]]

    init(_ tree: ReleaseTree) {
        entries = Dictionary(grouping: tree.entries.filter { $0.content != .folder }) { Self.part(of: $0) }
        let owners = FolderOwners(tree)
        mounts = owners.mounts(tree)
        var folders = owners.folders
        for path in mounts.values.joined() { folders[.app, default: []].formUnion(Self.folders(above: path)) }
        self.folders = folders
    }

    /// The files and links of a part, sorted by path.
    func entries(of part: Component) -> [ReleaseTree.Entry] { entries[part] ?? [] }

    /// The folders that its entries lie in, and its empty ones; parents first.
    func folders(of part: Component) -> [String] {
        (folders[part] ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Everything that is no layer's is the app's own.
    static func part(of entry: ReleaseTree.Entry) -> Component {
        order.contains(entry.component) ? entry.component : .app
    }

    /// The folders that a path lies in.
    static func folders(above path: String) -> [String] {
        path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
    }
}

/// Which parts have something below each folder.
private struct FolderOwners {
    private var owners: [String: Set<Component>] = [:]

    init(_ tree: ReleaseTree) {
        for entry in tree.entries {
            let part = PayloadParts.part(of: entry)
            if entry.content != .folder { add(part, at: entry.path) }
        }
        // A folder without anything below belongs to its own part.
        for entry in tree.entries.reversed() where entry.content == .folder && owners[entry.path] == nil {
            add(PayloadParts.part(of: entry), at: entry.path)
            owners[entry.path] = [PayloadParts.part(of: entry)]
        }
    }

    private mutating func add(_ part: Component, at path: String) {
        for folder in PayloadParts.folders(above: path) { owners[folder, default: []].insert(part) }
    }

    var folders: [Component: Set<String>] {
        var folders: [Component: Set<String>] = [:]
        for (path, parts) in owners { for part in parts { folders[part, default: []].insert(path) } }
        return folders
    }

    /// The topmost places below which everything is of one layer.
    func mounts(_ tree: ReleaseTree) -> [Component: [String]] {
        var mounts: [Component: [String]] = [:]
        for entry in tree.entries {
            let parts = owners[entry.path] ?? [PayloadParts.part(of: entry)]
            guard parts.count == 1, let part = parts.first, part != .app else { continue }
            let parent = PayloadParts.folders(above: entry.path).last
            if parent == nil || parent.flatMap({ owners[$0]?.count }) != 1 {
                mounts[part, default: []].append(entry.path)
            }
        }
        return mounts
    }
}
