import Host
package import SystemPackage

/// The cache on disk: entries that are there whole or not at all, named by what they are made from.
///
/// Any number of processes may use one store at once. An entry is made in `temporary/`, under a lock that is gone with
/// its holder, and renamed into place.
package struct Store: Sendable {
    /// The kinds of entries, each a folder of the store.
    package enum Kind: String, CaseIterable, Sendable {
        /// Fetched files by their SHA-256.
        case downloads
        /// Erlang runtimes.
        case runtimes
        /// Elixir installations.
        case elixirs
        /// Build tools: rebar3 and Hex.
        case tools
        /// What the sources have, as read from their indexes.
        case indexes
        /// Results of actions.
        case actions
        /// Compressed pieces of payloads.
        case frames
        /// What actions have read, to tell later what has changed.
        case inputs
        /// Smoke tests that have passed.
        case verdicts
        /// What earlier runs of a matrix took.
        case history
        /// What compilers said while a runtime was built from source, whether it came to something or not.
        case logs

        /// Whether entries of a shared store serve, too; the others tell of this machine and its runs.
        package var isShared: Bool {
            switch self {
            case .downloads, .runtimes, .elixirs, .tools, .indexes, .actions, .frames: true
            case .inputs, .verdicts, .history, .logs: false
            }
        }

        /// Whether it is written down what the files of an entry were when it was made.
        package var isRecorded: Bool { self == .runtimes || self == .elixirs || self == .tools }
    }

    /// The store's folder.
    package let root: FilePath
    /// Stores of others, which are read and never written, in the order in which they are looked at.
    package let shared: [FilePath]
    /// Hears what is worth knowing, such as that a damaged entry is made anew.
    let notify: @Sendable (String) -> Void
    let work = SharedWork()
    let gate: StoreGate
    let lease: StoreLease
    let seen = SeenEntries()

    /// Where the store is by the environment: `BMATRIX_CACHE`, `$XDG_CACHE_HOME/bmatrix` or `~/.cache/bmatrix`.
    package static func location(environment: [String: String]) throws(RuntimesError) -> FilePath {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let path = value("BMATRIX_CACHE") {
            guard FilePath(path).isAbsolute else { throw .relativeStore(path) }
            return FilePath(path)
        }
        // The XDG base directory specification has relative paths ignored.
        if let path = value("XDG_CACHE_HOME"), FilePath(path).isAbsolute { return FilePath(path).appending("bmatrix") }
        if let path = value("HOME"), FilePath(path).isAbsolute { return FilePath(path).appending(".cache/bmatrix") }
        throw .noPlaceForStore
    }

    /// Where stores of others are by the environment: the absolute paths in `BMATRIX_SHARED_CACHE`, with colons between.
    package static func sharedLocations(environment: [String: String]) throws(RuntimesError) -> [FilePath] {
        let paths = (environment["BMATRIX_SHARED_CACHE"] ?? "").split(separator: ":").map { FilePath(String($0)) }
        if let path = paths.first(where: { !$0.isAbsolute }) { throw .relativeSharedStore(path.string) }
        return paths
    }

    /// Opens the store in a folder, which is made if need be, and clears away what dead processes left unfinished.
    ///
    /// A folder that others own or may write to is `store.foreign`, and so is a shared one that others than its owner
    /// may write to, or that belongs to another user than root.
    package init(
        root: FilePath, shared: [FilePath] = [], notify: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(RuntimesError) {
        self.root = root
        self.notify = notify
        self.shared = try Self.usable(shared, notify)
        try Self.prepare(root)
        do throws(DiskError) {
            gate = try StoreGate(root)
            lease = try StoreLease(in: root.appending("locks"))
        } catch {
            throw RuntimesError(error)
        }
        removeLeftovers()
    }

    /// The path of an entry, whether it is there or not.
    package func path(_ kind: Kind, _ key: String) throws(RuntimesError) -> FilePath {
        guard Self.isKey(key) else { throw .badStoreKey(key) }
        return root.appending(kind.rawValue).appending(key)
    }

    /// A file that tells of an entry and stands beside it; no key begins with a dot.
    func companion(_ place: FilePath, _ suffix: String) -> FilePath {
        place.removingLastComponent().appending(".\(place.lastComponent?.string ?? "").\(suffix)")
    }

    func lockPath(_ name: String) -> FilePath { root.appending("locks").appending(name) }

    func temporaryPath(_ name: String) -> FilePath { root.appending("temporary").appending(name) }

    private static func isKey(_ key: String) -> Bool {
        guard let first = key.utf8.first, first != UInt8(ascii: "."), key.utf8.count <= 200 else { return false }
        return key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
