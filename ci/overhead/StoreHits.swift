import Host
import Runtimes
import SystemPackage

/// What it costs to find what is in the store already: opening it, looking at every file of a runtime, and marking it as used.
enum StoreHits {
    /// Prints the milliseconds of opening the store and of finding each of its runtimes and Elixirs for the first time.
    static func measure(_ root: FilePath) throws {
        let start = Clock.live.monotonic()
        let store = try Store(root: root)
        print("open", milliseconds(since: start))
        for kind in [Store.Kind.runtimes, .elixirs] {
            for key in try Disk().list(root.appending(kind.rawValue)) where !key.hasPrefix(".") {
                let start = Clock.live.monotonic()
                let found = try store.find(kind, key) != nil
                print(kind.rawValue, milliseconds(since: start), found ? "" : "missing")
            }
        }
    }

    private static func milliseconds(since start: Double) -> Double {
        ((Clock.live.monotonic() - start) * 100_000).rounded() / 100
    }
}
