import Matrix

/// What must be true of the entries of a payload, taken together: what `ReleaseTree` makes sure of before packing.
struct PayloadRules {
    /// More entries than any Erlang program has.
    private static let mostEntries = 200_000

    /// Where in the payload an entry lies.
    struct Place {
        var component: Component
        var frame: Int
    }

    private var known: [String: PackedEntry] = [:]

    /// The entry as it counts, if it may follow those before.
    mutating func admit(_ entry: TarEntry, _ place: Place) throws(TarFault) -> PackedEntry {
        guard known.count < PayloadRules.mostEntries else { throw TarFault("it has too many entries") }
        try check(entry)
        let packed = try packed(entry, place)
        // Parts have their folders in common.
        if let before = known[entry.path], before.kind != .folder || packed.kind != .folder {
            throw TarFault("'\(entry.path)' is there twice")
        }
        known[entry.path] = packed
        return packed
    }

    private func check(_ entry: TarEntry) throws(TarFault) {
        guard ReleaseTree.isPlain(entry.path) else { throw TarFault("'\(entry.path)' is not a plain relative path") }
        if let slash = entry.path.utf8.lastIndex(of: UInt8(ascii: "/")),
            known[String(entry.path[..<slash])]?.kind != .folder
        {
            throw TarFault("'\(entry.path)' is in a folder that is not there")
        }
    }

    private func packed(_ entry: TarEntry, _ place: Place) throws(TarFault) -> PackedEntry {
        func make(_ kind: PackedEntry.Kind, size: UInt64 = 0, isExecutable: Bool = false) -> PackedEntry {
            PackedEntry(
                path: entry.path, kind: kind, size: size, component: place.component, digest: nil, frame: place.frame,
                isExecutable: isExecutable)
        }
        switch entry.kind {
        case .folder: return make(.folder)
        case .file(let isExecutable):
            return make(.file(isExecutable: isExecutable), size: entry.size, isExecutable: isExecutable)
        case .symbolicLink(let target):
            let depth = entry.path.utf8.count { $0 == UInt8(ascii: "/") }
            guard ReleaseTree.isInside(target, depth: depth) else {
                throw TarFault("'\(entry.path)' is a link out of the release, to '\(target)'")
            }
            return make(.link(target: target))
        case .hardLink(let target):
            guard let original = known[target], case .file(let isExecutable) = original.kind else {
                throw TarFault("'\(entry.path)' is a copy of '\(target)', which is not there")
            }
            return make(.copy(of: target), size: original.size, isExecutable: isExecutable)
        }
    }
}
