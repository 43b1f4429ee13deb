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
    }

    /// The store's folder.
    package let root: FilePath
    let work = SharedWork()

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

    /// Opens the store in a folder, which is made if need be, and clears away what dead processes left unfinished.
    ///
    /// A folder that others own or may write to is `store.foreign`.
    package init(root: FilePath) throws(RuntimesError) {
        self.root = root
        try prepare()
        removeLeftovers()
    }

    /// The path of an entry, whether it is there or not.
    package func path(_ kind: Kind, _ key: String) throws(RuntimesError) -> FilePath {
        guard Self.isKey(key) else { throw .badStoreKey(key) }
        return root.appending(kind.rawValue).appending(key)
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
