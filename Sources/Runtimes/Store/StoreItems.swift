import Glibc
import Host
package import SystemPackage

/// An entry as a listing of the store tells of it.
package struct StoreItem: Hashable, Sendable {
    package let kind: Store.Kind
    package let key: String
    package let path: FilePath
    /// The bytes of all its files.
    package let size: Int
    /// When it was made or used last, in seconds since 1970; to within the length of a run.
    package let used: Double
    /// What it is, if that is known.
    package let about: EntryAbout?
    /// Whether it belongs to a shared store.
    package let isShared: Bool
}

extension Store {
    /// All entries of some kinds, by kind and key; blocks meanwhile.
    package func items(_ kinds: [Kind] = Kind.allCases) -> [StoreItem] {
        let own = kinds.flatMap { kind in keys(of: kind, in: root).compactMap { item(kind, $0, in: root) } }
        let others = shared.flatMap { root in
            kinds.filter(\.isShared).flatMap { kind in keys(of: kind, in: root).compactMap { item(kind, $0, in: root) }
            }
        }
        return own + others
    }

    func keys(of kind: Kind, in root: FilePath) -> [String] {
        ((try? Disk().list(root.appending(kind.rawValue))) ?? []).filter { !$0.hasPrefix(".") }
    }

    private func item(_ kind: Kind, _ key: String, in root: FilePath) -> StoreItem? {
        let place = root.appending(kind.rawValue).appending(key)
        guard let used = FileTime(modificationOf: place) else { return nil }
        return StoreItem(
            kind: kind, key: key, path: place, size: Self.size(of: place), used: Double(used.seconds),
            about: kind.isRecorded ? about(place) : nil, isShared: root != self.root)
    }

    /// The bytes of a file, or of all files of a folder.
    static func size(of place: FilePath) -> Int {
        var size = 0
        var open = [place.string]
        while let path = open.popLast() {
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: size += Int(status.st_size)
            case S_IFDIR: open += ((try? Disk().list(FilePath(path))) ?? []).map { "\(path)/\($0)" }
            default: break
            }
        }
        return size
    }
}
