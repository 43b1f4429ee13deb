extension ELFSymbols {
    /// The kinds of relocations of a processor: plain addresses in the file itself, and what stands for a symbol's.
    private struct Kinds {
        let relative: Int
        let absolute, data, jump: Int
        /// A program's own copy of another file's data.
        let copy: Int

        init?(_ layout: ELFLayout) {
            switch layout.data.number(18, 2) {
            case 62: (relative, absolute, data, jump, copy) = (8, 1, 6, 7, 5)
            case 183: (relative, absolute, data, jump, copy) = (1027, 257, 1025, 1026, 1024)
            default: return nil
            }
        }
    }

    /// The names of other files' data that this program has copies of; those files have to use the copies. `nil` if it is not understood.
    package var copied: Set<String>? {
        guard let kinds = Kinds(layout), let entries = relocations() else { return nil }
        var names: Set<String> = []
        for entry in entries where layout.data.number(entry + 8, 4) == kinds.copy {
            guard let symbol = layout.data.number(entry + 12, 4), symbols.indices.contains(symbol) else { return nil }
            names.insert(symbols[symbol].name)
        }
        return names
    }

    /// The file with what it refers to in itself found by its place, not by its name, as if it had been linked so; `nil` if it is not
    /// understood, or its functions are looked up when they are first called.
    ///
    /// No other file's symbols of the same names come first any more, so this is for libraries whose names are their own. It loads
    /// quicker, and its symbols need not stay for its own sake.
    ///
    /// - Parameter copied: what programs have copies of.
    package func boundToItself(except copied: Set<String>) -> [UInt8]? {
        guard let kinds = Kinds(layout), isBoundAtOnce, let entries = relocations() else { return nil }
        var bytes = layout.data.bytes
        for entry in entries {
            guard let kind = layout.data.number(entry + 8, 4), let symbol = layout.data.number(entry + 12, 4),
                let addend = layout.data.number(entry + 16, 8), symbols.indices.contains(symbol) || symbol == 0
            else { return nil }
            guard symbol != 0, !copied.contains(symbols[symbol].name), let value = ownAddress(symbol),
                [kinds.absolute, kinds.data, kinds.jump].contains(kind)
            else { continue }
            // Only the first of them counts what it adds.
            let place = kind == kinds.absolute ? value &+ addend : value
            put(kinds.relative, at: entry + 8, in: &bytes)
            put(place, at: entry + 16, in: &bytes)
        }
        return bytes
    }

    /// A plain function or object in one of the file's own sections.
    private func ownAddress(_ symbol: Int) -> Int? {
        let place = table + symbol * Self.entrySize
        guard let info = layout.data.number(place + 4, 1), let section = layout.data.number(place + 6, 2),
            (0...2).contains(info & 15), (1..<0xFF00).contains(section)
        else { return nil }
        return layout.data.number(place + 8, 8)
    }

    private var isBoundAtOnce: Bool {
        let now = 8
        let nowToo = 1
        return (dynamic[Dynamic.Tag.flags] ?? 0) & now != 0 || (dynamic[Dynamic.Tag.moreFlags] ?? 0) & nowToo != 0
    }

    private func put(_ number: Int, at place: Int, in bytes: inout [UInt8]) {
        for index in 0..<8 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    }
}
