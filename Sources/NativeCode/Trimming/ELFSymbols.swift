/// The table of symbols that the dynamic loader uses: what a file wants of others, and what it has for them.
package struct ELFSymbols {
    struct Symbol {
        /// Its number in the table.
        var index: Int
        var name: String
        /// Whether another file has to have it.
        var isWanted: Bool
    }

    /// What the dynamic section says, by tag; of a tag that repeats, all values.
    struct Dynamic {
        enum Tag {
            static let needed = 1, jumpSize = 2, oldHash = 4, strings = 5, symbols = 6, relocations = 7,
                relocationsSize = 8
            static let stringsSize = 10, symbolSize = 11, name = 14, path = 15, oldRelocations = 17, jumpKind = 20
            static let jumps = 23, searchPath = 29, flags = 30, moreFlags = 0x6FFF_FFFB, hash = 0x6FFF_FEF5,
                versions = 0x6FFF_FFF0
            static let definitions = 0x6FFF_FFFC, definitionCount = 0x6FFF_FFFD, needs = 0x6FFF_FFFE
            static let needCount = 0x6FFF_FFFF
        }

        private(set) var values: [Int: [Int]] = [:]

        init?(_ layout: ELFLayout) {
            guard let segment = layout.segment(ELFLayout.SegmentType.dynamic) else { return nil }
            for place in stride(from: segment.offset, to: segment.offset + segment.size - 15, by: 16) {
                guard let tag = layout.data.number(place, 8), let value = layout.data.number(place + 8, 8) else {
                    return nil
                }
                if tag == 0 { return }
                values[tag, default: []].append(value)
            }
            return nil
        }

        /// The place of a tag's entry in the file.
        func place(of tag: Int, _ layout: ELFLayout) -> Int? {
            guard let segment = layout.segment(ELFLayout.SegmentType.dynamic) else { return nil }
            return stride(from: segment.offset, to: segment.offset + segment.size - 15, by: 16).first {
                layout.data.number($0, 8) == tag
            }
        }

        subscript(tag: Int) -> Int? { values[tag]?.first }
    }

    static let entrySize = 24

    let layout: ELFLayout
    let dynamic: Dynamic
    let hash: ELFHashTable
    /// The places of the tables in the file.
    let table: Int
    let strings: Range<Int>
    let symbols: [Symbol]

    /// `nil` for a file that has no such table or one that is not understood.
    package init?(_ bytes: [UInt8]) {
        guard let layout = ELFLayout(bytes), let dynamic = Dynamic(layout),
            dynamic[Dynamic.Tag.symbolSize] == Self.entrySize,
            let hash = dynamic[Dynamic.Tag.hash].flatMap({ ELFHashTable(layout, at: $0) }),
            let table = dynamic[Dynamic.Tag.symbols].flatMap({
                layout.offset(of: $0, count: hash.symbolCount * Self.entrySize)
            }), let address = dynamic[Dynamic.Tag.strings], let size = dynamic[Dynamic.Tag.stringsSize],
            let strings = layout.offset(of: address, count: size)
        else { return nil }
        var symbols: [Symbol] = []
        for index in 0..<hash.symbolCount {
            let place = table + index * Self.entrySize
            guard let name = layout.data.number(place, 4), name < size, let section = layout.data.number(place + 6, 2)
            else { return nil }
            let text = layout.data.text(strings + name) ?? ""
            symbols.append(Symbol(index: index, name: text, isWanted: section == 0))
        }
        self.layout = layout
        self.dynamic = dynamic
        self.hash = hash
        self.table = table
        self.strings = strings..<(strings + size)
        self.symbols = symbols
    }

    /// The names of what other files have to have.
    package var wanted: Set<String> { Set(symbols.filter(\.isWanted).map(\.name)).subtracting([""]) }

    /// The names of what it has for others.
    package var offered: Set<String> {
        Set(symbols.filter { !$0.isWanted && $0.index >= hash.firstSymbol }.map(\.name)).subtracting([""])
    }
}
