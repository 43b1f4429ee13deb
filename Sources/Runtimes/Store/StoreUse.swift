import Digest
import Glibc
import Host
import Synchronization
package import SystemPackage

extension Store {
    /// Where an entry is, if it is there and looks whole: in the own store or a shared one. Counts as use of it, so that
    /// nobody prunes it while this process lives.
    package func find(_ kind: Kind, _ key: String) throws(RuntimesError) -> FilePath? {
        try find(kind, key, as: .folder)
    }

    /// Where an entry is or will be: its place in a shared store if only that has it.
    package func place(_ kind: Kind, _ key: String) throws(RuntimesError) -> FilePath {
        if let there = try find(kind, key) { return there }
        return try path(kind, key)
    }

    func find(_ kind: Kind, _ key: String, as shape: Disk.Kind) throws(RuntimesError) -> FilePath? {
        let own = try path(kind, key)
        if use(own, as: shape), isWhole(own, kind) { return own }
        guard kind.isShared else { return nil }
        return shared.lazy.map { $0.appending(kind.rawValue).appending(key) }
            .first { Disk().kind(of: $0) == shape && isWhole($0, kind) && isTrue($0, kind, key) }
    }

    /// A fetched file of a shared store is read first: a damaged one could not be fetched again into its place.
    private func isTrue(_ place: FilePath, _ kind: Kind, _ key: String) -> Bool {
        kind != .downloads || (try? SHA256.digest(ofFile: place))?.hex == key
    }

    /// Whether something of that shape stands there; its time then says that it was used since this process began.
    func use(_ place: FilePath, as shape: Disk.Kind) -> Bool {
        gate.using { () throws(Never) in
            guard Disk().kind(of: place) == shape, let used = FileTime(modificationOf: place) else { return false }
            if used < lease.began {
                // utimensat(2): UTIME_OMIT leaves the time of reading, UTIME_NOW sets that of writing.
                let times = [timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2), timespec(tv_sec: 0, tv_nsec: (1 << 30) - 1)]
                utimensat(AT_FDCWD, place.string, times, AT_SYMLINK_NOFOLLOW)
            }
            return true
        }
    }

    /// Whether the files of an entry are there and as long as they were; looked at once in a process.
    private func isWhole(_ place: FilePath, _ kind: Kind) -> Bool {
        guard kind.isRecorded, !seen.contains(place) else { return true }
        guard flaw(of: place) == nil else { return false }
        seen.insert(place)
        return true
    }

    /// What is wrong with a recorded entry as far as that shows without reading its files; entries of older versions
    /// have no record, and nothing can be said of them.
    func flaw(of place: FilePath) -> String? {
        let file = companion(place, EntryRecord.suffix)
        guard Disk().kind(of: file) == .file else { return nil }
        if EntryGlance(reading: file)?.isWhole(at: place) == true { return nil }
        guard let record = EntryRecord(reading: file) else { return "its record cannot be read" }
        switch record.glance(at: place) {
        case .flawed(let flaw): return flaw
        case .whole: return nil
        case .touched(let paths):
            if let flaw = record.flaw(of: paths, in: place) { return flaw }
            // Copied or unpacked without its times: what they are now is as good, where it may be written down.
            if place.starts(with: root) { try? record.retimed(in: place).write(to: file) }
            return nil
        }
    }

    /// The time before which nobody who lives has used anything: what is older may be taken away.
    func oldestUse() -> FileTime {
        let locks = root.appending("locks")
        let leases = ((try? Disk().list(locks)) ?? []).filter { $0.hasPrefix(StoreLease.prefix) }
        let living = leases.filter { name in
            guard let lock = try? FileLock.attempt(locks.appending(name)) else { return true }
            lock.removeFile()
            return false
        }
        return living.compactMap { FileTime(modificationOf: locks.appending($0)) }.min() ?? lease.began
    }
}

/// The entries that this process has found whole.
final class SeenEntries: Sendable {
    private let places = Mutex<Set<FilePath>>([])

    func contains(_ place: FilePath) -> Bool { places.withLock { $0.contains(place) } }
    func insert(_ place: FilePath) { places.withLock { _ = $0.insert(place) } }
    func remove(_ place: FilePath) { places.withLock { _ = $0.remove(place) } }
}
