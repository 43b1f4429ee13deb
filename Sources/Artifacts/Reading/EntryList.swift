import Digest

extension ArtifactReader {
    /// All that the payload holds, with the digests of the files; `content` gets the whole of each file for which `wanted`
    /// holds, by the file and its first bytes. Blocks meanwhile.
    package func entries(
        wanted: (PackedEntry, ArraySlice<UInt8>) -> Bool = { _, _ in false },
        content: (PackedEntry, [UInt8]) -> Void = { _, _ in }
    ) throws(ArtifactError) -> [PackedEntry] {
        var list = EntryList()
        try forEach { (event) throws(ArtifactError) in
            switch event {
            case .entry(let entry): list.add(entry, content)
            case .content(let bytes): list.take(bytes, wanted)
            }
        }
        return list.finish(content)
    }
}

/// The entries of a payload while it is read.
private struct EntryList {
    /// No native code of a program is larger; of larger files nothing is kept.
    private static let largestContent: UInt64 = 256 << 20

    private var entries: [PackedEntry] = []
    private var places: [String: Int] = [:]
    private var hash = SHA256()
    private var kept: [UInt8]?
    private var isAtStart = true

    mutating func add(_ entry: PackedEntry, _ content: (PackedEntry, [UInt8]) -> Void) {
        close(content)
        if entry.kind == .folder, places[entry.path] != nil { return }
        places[entry.path] = entries.count
        entries.append(entry)
        hash = SHA256()
        isAtStart = true
    }

    mutating func take(_ bytes: ArraySlice<UInt8>, _ wanted: (PackedEntry, ArraySlice<UInt8>) -> Bool) {
        guard let entry = entries.last else { return }
        if isAtStart, entry.size <= EntryList.largestContent, wanted(entry, bytes) { kept = [] }
        isAtStart = false
        bytes.withUnsafeBytes { hash.update($0) }
        kept?.append(contentsOf: bytes)
    }

    mutating func finish(_ content: (PackedEntry, [UInt8]) -> Void) -> [PackedEntry] {
        close(content)
        return entries
    }

    /// The file before is whole.
    private mutating func close(_ content: (PackedEntry, [UInt8]) -> Void) {
        guard let last = entries.indices.last else { return }
        switch entries[last].kind {
        case .file: entries[last].digest = hash.finalize()
        case .copy(let original): entries[last].digest = places[original].flatMap { entries[$0].digest }
        case .folder, .link: break
        }
        if let kept { content(entries[last], kept) }
        kept = nil
    }
}
