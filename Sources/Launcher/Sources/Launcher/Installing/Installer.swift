import CLinux

/// Makes the trees of an artifact that a cache lacks, and mends those that are not whole. Only under the cache's lock.
struct Installer {
    private let file: Int32
    private let cache: CacheFolder
    private let trees: [PlannedTree]

    init(_ manifest: Manifest, from executable: Executable, in cache: CacheFolder) {
        file = executable.file
        self.cache = cache
        trees = PlannedTree.all(manifest, in: cache)
    }

    /// Afterwards all trees are there, each put there by a rename.
    func run() throws(Failure) {
        var wanted: [(tree: PlannedTree, isReplaced: Bool)] = []
        for tree in trees {
            switch try state(of: tree) {
            case .whole: continue
            case .lacksFiles: wanted.append((tree, false))
            case .differs: wanted.append((tree, true))
            }
        }
        let partials = try unpack(wanted.map { $0.tree })
        defer { for (partial, item) in zip(partials, wanted) { partial.remove(item.tree) } }
        for (partial, item) in zip(partials, wanted) {
            try partial.deliver(item.tree, isReplaced: item.isReplaced)
        }
    }

    private enum State { case whole, lacksFiles, differs }

    /// What has not been proven to be on the disk is compared byte by byte.
    private func state(of tree: PlannedTree) throws(Failure) -> State {
        guard let installed = InstalledTree(tree.name, in: tree.parent) else { return .lacksFiles }
        defer { installed.close() }
        guard TreeCheck.areWhole([installed]) else { return .lacksFiles }
        if installed.isProven(in: Boot.id) { return .whole }
        let root = sys_openat(installed.root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        if root < 0 { throw Failure.last("cannot open " + tree.name) }
        defer { close(root) }
        let tasks = tree.parts.map { Extraction.Task(part: $0, root: root) }
        for result in try Extraction(tasks, of: file, isComparing: true).run() where result.differs { return .differs }
        installed.prove()
        return .whole
    }

    private func unpack(_ wanted: [PlannedTree]) throws(Failure) -> [PartialTree] {
        let mask = umask(0o022)
        defer { umask(mask) }
        var partials: [PartialTree] = []
        do throws(Failure) {
            var tasks: [Extraction.Task] = []
            for tree in wanted {
                let partial = try PartialTree(tree)
                partials.append(partial)
                for part in tree.parts { tasks.append(Extraction.Task(part: part, root: partial.root)) }
            }
            var results = try Extraction(tasks, of: file).run()[...]
            for index in partials.indices {
                let own = results.prefix(wanted[index].parts.count)
                results = results.dropFirst(own.count)
                try partials[index].finish(wanted[index], own.flatMap { $0.entries })
            }
            return partials
        } catch {
            for (partial, tree) in zip(partials, wanted) { partial.remove(tree) }
            throw error
        }
    }
}
