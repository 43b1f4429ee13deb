extension ELFSymbols {
    /// The file without the symbols that nobody asks for, whose places are filled with zeros; `nil` if it is not understood.
    ///
    /// Symbols that the file itself refers to stay. Nothing moves, so that all else stays as it is.
    package func keeping(_ isAsked: (String) -> Bool) -> [UInt8]? {
        guard let referred = relocatedSymbols(), let texts = ownTexts() else { return nil }
        var isKept = symbols.map { $0.isWanted || $0.index < hash.firstSymbol || isAsked($0.name) }
        for index in referred where isKept.indices.contains(index) { isKept[index] = true }
        var bytes = layout.data.bytes
        var live = [Bool](repeating: false, count: strings.count)
        for text in texts { mark(text, in: &live) }
        for symbol in symbols {
            let place = table + symbol.index * Self.entrySize
            if isKept[symbol.index] {
                if let name = layout.data.number(place, 4) { mark(name, in: &live) }
            } else {
                for byte in place..<(place + Self.entrySize) { bytes[byte] = 0 }
            }
        }
        for (index, isLive) in live.enumerated() where !isLive { bytes[strings.lowerBound + index] = 0 }
        hash.keep({ isKept[$0] }, in: &bytes)
        return bytes
    }

    /// The file without the older of its two tables for finding symbols, which glibc does not read if there is GNU's; `nil` if
    /// it has only one.
    package func withoutOldHash() -> [UInt8]? {
        guard let address = dynamic[Dynamic.Tag.oldHash], let start = layout.offset(of: address, count: 8),
            let entry = dynamic.place(of: Dynamic.Tag.oldHash, layout), let buckets = layout.data.number(start, 4),
            let chains = layout.data.number(start + 4, 4), chains == hash.symbolCount,
            layout.offset(of: address, count: 8 + 4 * (buckets + chains)) == start
        else { return nil }
        var bytes = layout.data.bytes
        for place in start..<(start + 8 + 4 * (buckets + chains)) { bytes[place] = 0 }
        // The entry becomes a checksum, which nobody reads.
        for index in 0..<16 { bytes[entry + index] = index < 8 ? UInt8(0x6FFF_FDF8 >> (8 * index) & 255) : 0 }
        return bytes
    }

    /// Marks the bytes of a text, up to the zero behind it.
    private func mark(_ text: Int, in live: inout [Bool]) {
        var index = text
        while live.indices.contains(index), !live[index] {
            live[index] = true
            if layout.data.bytes[strings.lowerBound + index] == 0 { return }
            index += 1
        }
    }

    /// The numbers of the symbols that relocations name.
    private func relocatedSymbols() -> Set<Int>? {
        guard let entries = relocations() else { return nil }
        var found: Set<Int> = []
        for entry in entries {
            guard let symbol = layout.data.number(entry + 12, 4) else { return nil }
            found.insert(symbol)
        }
        return found
    }

    /// The places of all relocations, of 24 bytes each, in the file.
    func relocations() -> [Int]? {
        if dynamic[Dynamic.Tag.oldRelocations] != nil { return nil }
        if let kind = dynamic[Dynamic.Tag.jumpKind], kind != Dynamic.Tag.relocations { return nil }
        var found: [Int] = []
        let tables = [
            (dynamic[Dynamic.Tag.relocations], dynamic[Dynamic.Tag.relocationsSize]),
            (dynamic[Dynamic.Tag.jumps], dynamic[Dynamic.Tag.jumpSize]),
        ]
        for case (let address?, let size) in tables {
            guard let size, let place = layout.offset(of: address, count: size) else { return nil }
            found.append(contentsOf: stride(from: place, to: place + size - 23, by: 24))
        }
        return found
    }

    /// The places of the texts that are no symbol's name: of libraries, folders and versions.
    private func ownTexts() -> [Int]? {
        let tags = [Dynamic.Tag.needed, Dynamic.Tag.name, Dynamic.Tag.path, Dynamic.Tag.searchPath]
        // Filters and audits name files too; nobody has them.
        let odd = [0x7FFF_FFFD, 0x7FFF_FFFF, 0x6FFF_FEFA, 0x6FFF_FEFB, 0x6FFF_FEFC]
        guard odd.allSatisfy({ dynamic[$0] == nil }), let needs = versionTexts(needs: true),
            let definitions = versionTexts(needs: false)
        else { return nil }
        return tags.flatMap { dynamic.values[$0] ?? [] } + needs + definitions
    }

    /// The two linked lists of versions, each of whose members has a list of its own.
    private func versionTexts(needs: Bool) -> [Int]? {
        let tags =
            needs
            ? (Dynamic.Tag.needs, Dynamic.Tag.needCount) : (Dynamic.Tag.definitions, Dynamic.Tag.definitionCount)
        guard let address = dynamic[tags.0] else { return [] }
        guard let count = dynamic[tags.1], count <= 4096, var member = layout.offset(of: address, count: 16) else {
            return nil
        }
        var found: [Int] = []
        for _ in 0..<count {
            let fields =
                needs
                ? VersionFields(count: 2, first: 8, next: 12, name: 8, step: 12)
                : VersionFields(count: 6, first: 12, next: 16, name: 0, step: 4)
            if needs, let file = layout.data.number(member + 4, 4) { found.append(file) }
            guard let names = layout.data.number(member + fields.count, 2),
                let first = layout.data.number(member + fields.first, 4),
                let next = layout.data.number(member + fields.next, 4)
            else { return nil }
            var entry = member &+ first
            for _ in 0..<names {
                guard let name = layout.data.number(entry &+ fields.name, 4),
                    let step = layout.data.number(entry &+ fields.step, 4)
                else { return nil }
                found.append(name)
                entry = entry &+ step
            }
            member = member &+ next
        }
        return found
    }
}

/// Where the fields of a list of versions lie: how many it has, the first, the next list; and in each version its name and the
/// next.
private struct VersionFields {
    var count, first, next, name, step: Int
}
