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
    /// What runs programs of another processor in there.
    package var emulator: Emulator?

    package init(
        writable: [FilePath], readable: [FilePath] = [], hiddenHome: FilePath? = Sandbox.callersHome,
        network: Bool = false, emulator: Emulator? = nil
    ) {
        self.writable = writable
        self.readable = readable
        self.hiddenHome = hiddenHome
        self.network = network
        self.emulator = emulator
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
        var options = support.keeperOptions
        if network { options.append("--network") }
        if let emulator { options += ["--emulator", emulator.registration] }
        for folder in Self.privateFolders { options += ["--private", folder.string] }
        var covered = Self.privateFolders
        let writable = Set(writable.map(\.absolute))
        // A home that is the root, or is to be written, cannot be hidden.
        if let home = hiddenHome?.absolute.resolved, !covered.contains(home), home != "/", !writable.contains(home) {
            options += ["--hidden", home.string]
            covered += [home, hiddenHome?.absolute ?? home]
        }
        for folder in writable.sorted(by: Self.byPath) { options += ["--writable", folder.string] }
        for path in broughtBack(covered: covered, writable: writable, needed: needed) {
            options += ["--readable", path.string]
        }
        return options
    }

    /// What is to be read below folders that hide it, and what is needed besides; nothing that is hidden as a whole.
    private func broughtBack(covered: [FilePath], writable: Set<FilePath>, needed: [FilePath]) -> [FilePath] {
        func isCovered(_ path: FilePath) -> Bool {
            !writable.contains(path) && !covered.contains(path)
                && (covered + writable).contains { path.starts(with: $0) }
        }
        var found = Set(readable.map(\.absolute).filter(isCovered))
        for path in needed.filter(isCovered)
        where !found.union(writable).contains(where: { path.starts(with: $0) }) { found.insert(path) }
        return found.sorted(by: Self.byPath)
    }

    private static func byPath(_ first: FilePath, _ second: FilePath) -> Bool {
        first.string.utf8.lexicographicallyPrecedes(second.string.utf8)
    }
}
