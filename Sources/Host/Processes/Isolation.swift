package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// How much of the machine a command sees and may change.
package enum Isolation: Hashable, Sendable {
    /// All that we see and may change ourselves.
    case none
    /// A sandbox, as far as the machine has what it takes.
    case sandbox(Sandbox)
}

/// A view of the machine for one command: its processes see only each other; nothing can be written but `/tmp`, which is
/// empty and its own, and the folders named; the caller's home is empty; there is no network but loopback.
package struct Sandbox: Hashable, Sendable {
    /// The folders that it may write to. They have to exist.
    package var writable: [FilePath]
    /// Files and folders that it needs below a home, `/tmp` or a writable folder, and may only read. They have to exist.
    package var readable: [FilePath]
    /// The home that it sees empty; `nil` for none.
    package var hiddenHome: FilePath?
    /// Whether it has the machine's network.
    package var network: Bool

    package init(
        writable: [FilePath], readable: [FilePath] = [], hiddenHome: FilePath? = Sandbox.callersHome,
        network: Bool = false
    ) {
        self.writable = writable
        self.readable = readable
        self.hiddenHome = hiddenHome
        self.network = network
    }

    /// The home of whoever started us.
    package static var callersHome: FilePath? {
        guard let text = getenv("HOME").map({ String(cString: $0) }), text.hasPrefix("/") else { return nil }
        return FilePath(text)
    }

    /// Folders that hold nothing of others inside; shared memory has its names there.
    private static let privateFolders: [FilePath] = ["/tmp", "/dev/shm"]

    /// The keeper's options; `needed` are paths that have to be visible whatever was forgotten.
    func keeperOptions(_ support: IsolationSupport, needed: [FilePath]) -> [String] {
        if support.level == .none { return [] }
        var options = ["--sandbox"]
        if support.level == .sharedProcesses { options.append("--share-processes") }
        if network { options.append("--network") }
        for folder in Self.privateFolders { options += ["--private", folder.string] }
        var covered = Self.privateFolders
        let writable = Set(writable.map(\.absolute))
        // A home that is the root, or is to be written, cannot be hidden.
        if let home = hiddenHome?.absolute, !covered.contains(home), home != "/", !writable.contains(home) {
            options += ["--hidden", home.string]
            covered.append(home)
        }
        for folder in writable.sorted(by: Self.byPath) { options += ["--writable", folder.string] }
        for path in Self.outermost(readable.map(\.absolute), needed: needed, besides: writable)
        where !writable.contains(path) && (covered + writable).contains(where: { path.starts(with: $0) }) {
            options += ["--readable", path.string]
        }
        return options
    }

    /// The paths to read, and of those needed the ones that none of the others already holds.
    private static func outermost(
        _ readable: [FilePath], needed: [FilePath], besides writable: Set<FilePath>
    ) -> [FilePath] {
        var all = Set(readable)
        for path in needed where !all.union(writable).contains(where: { path.starts(with: $0) }) { all.insert(path) }
        return all.sorted(by: byPath)
    }

    private static func byPath(_ first: FilePath, _ second: FilePath) -> Bool {
        first.string.utf8.lexicographicallyPrecedes(second.string.utf8)
    }
}
