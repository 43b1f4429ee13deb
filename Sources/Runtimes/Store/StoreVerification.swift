import Digest
import Host
import SystemPackage

/// What a look at every byte of the store has shown.
package struct StoreVerification: Hashable, Sendable {
    /// How many entries were read.
    package var checked = 0
    /// Entries of older versions, whose digests nobody has written down.
    package var unknown: [StoreItem] = []
    package var damaged: [Damage] = []

    /// An entry that is not what it was.
    package struct Damage: Hashable, Sendable {
        package let item: StoreItem
        /// What is wrong with it.
        package let flaw: String
    }
}

extension Store {
    /// Reads fetched files, runtimes, Elixirs and tools and compares them with their digests; damaged ones of the own
    /// store are taken away, so that they are made again. Blocks meanwhile.
    package func verify(keeping: Bool = false) throws(RuntimesError) -> StoreVerification {
        var result = StoreVerification()
        for item in items([.downloads, .runtimes, .elixirs, .tools]) {
            let verdict = verdict(on: item)
            guard let verdict else {
                result.unknown.append(item)
                continue
            }
            result.checked += 1
            guard let flaw = verdict.flaw else { continue }
            result.damaged.append(StoreVerification.Damage(item: item, flaw: flaw))
            if !keeping, !item.isShared { try remove(item.kind, item.key) }
        }
        return result
    }

    /// Nil where there is nothing to compare with.
    private func verdict(on item: StoreItem) -> (flaw: String?, Void)? {
        guard item.kind.isRecorded else {
            guard let expected = DigestValue(hex: item.key) else { return nil }
            let found = try? SHA256.digest(ofFile: item.path)
            return (found == expected ? nil : "its SHA-256 is another one", ())
        }
        let file = companion(item.path, EntryRecord.suffix)
        guard Disk().kind(of: file) == .file else { return nil }
        guard let record = EntryRecord(reading: file) else { return ("its record cannot be read", ()) }
        return (record.wholeFlaw(of: item.path), ())
    }
}
