import Host
import SystemPackage

/// The files below a folder that a build reads: not what builds, editors and version control leave there.
struct FileListing {
    /// The folder that all paths are relative to.
    let base: FilePath
    let disk: Disk
    /// Paths that do not count, with all below them, such as the folder that results go to.
    private let left: Set<String>
    private(set) var files: [String] = []
    /// Which of them are kept as links.
    private(set) var links: Set<String> = []

    init(base: FilePath, leaving: [FilePath] = [], disk: Disk) {
        self.base = base
        self.disk = disk
        left = Set(leaving.map(\.string))
    }

    /// Folders that builds and editors make, which no build may depend on.
    private static let ignored: Set<String> = [
        ".git", ".hg", ".svn", "_build", ".elixir_ls", ".lexical", ".expert", "node_modules",
    ]
    /// The same, but with names that sources below the root may well have.
    private static let ignoredAtRoot: Set<String> = ["cover", "doc"]
    private static let ignoredFiles: Set<String> = ["erl_crash.dump", ".DS_Store"]
    /// How many links that lead elsewhere may follow one another.
    private static let mostFollowed = 4

    /// Adds what lies at a path below the base: a project's folder, or one file.
    mutating func add(_ root: String) throws(DiskError) {
        if !disk.isFolder(place(root)) { return add(file: root) }
        var git = GitIgnore(base: base, disk: disk)
        let (base, disk) = (base, disk)
        try add(folder: root) { path, isTop in
            let name = FilePath(path).lastComponent?.string ?? ""
            if Self.ignored.contains(name) || isTop && Self.ignoredAtRoot.contains(name) { return false }
            return !git.ignores(path, isFolder: disk.kind(of: base.appending(path)) == .folder)
        }
    }

    /// Adds a folder; `wanted` is told the path of each entry and whether it lies at the top.
    mutating func add(folder root: String, where wanted: (String, Bool) -> Bool) throws(DiskError) {
        var pending = [(path: root, followed: 0)]
        while let (folder, followed) = pending.popLast() {
            for name in try disk.list(place(folder)) {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                if left.contains(place(path).string) || !wanted(path, folder == root) { continue }
                switch disk.kind(of: place(path)) {
                case .folder: pending.append((path, followed))
                case .file: add(file: path)
                case .link where leadsAway(path) && followed < Self.mostFollowed && disk.isFolder(place(path)):
                    pending.append((path, followed + 1))
                case .link: add(link: path)
                default: continue
                }
            }
        }
    }

    private mutating func add(file path: String) {
        if !Self.ignoredFiles.contains(FilePath(path).lastComponent?.string ?? "") { files.append(path) }
    }

    /// A link to a file elsewhere counts as that file; one that leads nowhere stays what it is.
    private mutating func add(link path: String) {
        if !leadsAway(path) || disk.isFolder(place(path)) || disk.size(of: place(path)) == nil { links.insert(path) }
        files.append(path)
    }

    /// Whether a link leaves the base for a place that does not hold it.
    private func leadsAway(_ path: String) -> Bool {
        guard let text = try? disk.readLink(place(path)) else { return false }
        let target = place(path).removingLastComponent().pushing(FilePath(text)).lexicallyNormalized()
        return !target.starts(with: base) && !base.starts(with: target)
    }

    private func place(_ path: String) -> FilePath { path.isEmpty ? base : base.appending(path) }
}
