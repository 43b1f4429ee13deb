import Glibc
import Host
import SystemPackage

/// What may go from the store. Without a rule only what dead processes have left goes.
package struct PruneRule: Hashable, Sendable {
    /// Entries that were not used for so many seconds go.
    package var age: Double?
    /// Those that were not used for the longest time go until the rest has so many bytes.
    package var size: Int?
    /// Nothing is removed; it is only told what would be.
    package var isTrial: Bool

    /// A rule of its parts.
    package init(age: Double? = nil, size: Int? = nil, isTrial: Bool = false) {
        self.age = age
        self.size = size
        self.isTrial = isTrial
    }
}

/// What a prune has done, or would do.
package struct PruneResult: Hashable, Sendable {
    package var removed: [StoreItem] = []
    /// What a rule names and a running process uses.
    package var used: [StoreItem] = []
    /// The bytes that are left.
    package var size = 0
}

extension Store {
    /// Takes entries away by a rule, the longest unused first; never what a living process uses. Blocks meanwhile.
    package func prune(_ rule: PruneRule, now: Double) throws(RuntimesError) -> PruneResult {
        let items = items().filter { !$0.isShared }.sorted { ($0.used, $0.key) < ($1.used, $1.key) }
        var result = PruneResult(size: items.reduce(0) { $0 + $1.size })
        for item in items {
            let isOld = rule.age.map { item.used < now - $0 } ?? false
            guard isOld || (rule.size.map { result.size > $0 } ?? false) else { continue }
            if try take(item, rule) {
                result.removed.append(item)
                result.size -= item.size
            } else {
                result.used.append(item)
            }
        }
        if !rule.isTrial { sweep() }
        return result
    }

    /// Removes an entry unless it is in use; tells whether it is, or would be, gone.
    private func take(_ item: StoreItem, _ rule: PruneRule) throws(RuntimesError) -> Bool {
        let isFree = { FileTime(modificationOf: item.path).map { $0 < oldestUse() } ?? true }
        if rule.isTrial { return isFree() }
        do throws(DiskError) {
            guard let old = try setAside(item.path, if: isFree) else { return Disk().kind(of: item.path) == nil }
            try Disk().removeTree(old)
            return true
        } catch {
            throw RuntimesError(error)
        }
    }

    /// Removes what dead processes have left.
    private func sweep() {
        removeLeftovers()
        for path in scraps where FileTime(modificationOf: path).map({ $0 < oldestUse() }) ?? false {
            try? Disk().removeTree(path)
        }
    }

    /// What no entry is: unfinished ones, folders of builds, companions without an entry.
    private var scraps: [FilePath] {
        let folders = ["temporary", "work"].map { root.appending($0) }
        let unfinished = folders.flatMap { folder in
            ((try? Disk().list(folder)) ?? []).map { folder.appending($0) }
        }
        return unfinished + Kind.allCases.flatMap(strangers)
    }

    private func strangers(_ kind: Kind) -> [FilePath] {
        let folder = root.appending(kind.rawValue)
        let names = (try? Disk().list(folder)) ?? []
        let keys = Set(names.filter { !$0.hasPrefix(".") })
        let companions = Set(keys.flatMap { key in [EntryRecord.suffix, EntryAbout.suffix].map { ".\(key).\($0)" } })
        return names.filter { $0.hasPrefix(".") && !companions.contains($0) }.map { folder.appending($0) }
    }
}
