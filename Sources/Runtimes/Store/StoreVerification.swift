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
            switch verdict(on: item) {
            case .unknown: result.unknown.append(item)
            case .whole: result.checked += 1
            case .damaged(let flaw):
                result.checked += 1
                result.damaged.append(StoreVerification.Damage(item: item, flaw: flaw))
                if !keeping, !item.isShared { try remove(item.kind, item.key) }
            }
        }
        return result
    }

    /// What comparing an entry with its digests has shown.
    private enum Verdict {
        case whole
        case damaged(String)
        /// There is nothing to compare with.
        case unknown

        init(_ flaw: String?) { self = flaw.map { .damaged($0) } ?? .whole }
    }

    private func verdict(on item: StoreItem) -> Verdict {
        guard item.kind.isRecorded else {
            guard let expected = DigestValue(hex: item.key) else { return .unknown }
            return Verdict((try? SHA256.digest(ofFile: item.path)) == expected ? nil : "its SHA-256 is another one")
        }
        let file = companion(item.path, EntryRecord.suffix)
        guard Disk().kind(of: file) == .file else { return .unknown }
        guard let record = EntryRecord(reading: file) else { return .damaged("its record cannot be read") }
        return Verdict(record.wholeFlaw(of: item.path))
    }
}
