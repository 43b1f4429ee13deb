/// Takes away what the system's loader never reads of a program or library: symbols for debuggers, their names, sections.
package enum ELFStripping {
    /// Sections that nothing reads but debuggers, linkers and the like; all begin with one of these.
    private static let known = [
        ".symtab", ".strtab", ".shstrtab", ".comment", ".debug_", ".zdebug_", ".gnu_debuglink", ".gnu_debugaltlink",
        ".gnu_debugdata", ".gnu.warning.", ".gnu.build.attributes", ".note.stapsdt", ".stab", ".rela.debug_",
    ]

    private static let allocated = 2
    private static let noBits = 8
    private static let entrySize = 64

    /// The file without them, as large as its segments; `nil` if there is nothing to gain or anything in it is not
    /// understood, such as a section of an unknown kind or bytes behind the end, which programs carry for themselves.
    package static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        guard let layout = ELFLayout(bytes), layout.end < bytes.count, allBytesBehind(layout) else { return nil }
        var stripped = Array(bytes[..<layout.end])
        // Offset, number and index of names of the sections.
        for field in [40..<48, 60..<62, 62..<64] {
            stripped.replaceSubrange(field, with: repeatElement(0, count: field.count))
        }
        return stripped
    }

    /// Whether all that lies behind the segments is known and can go.
    private static func allBytesBehind(_ layout: ELFLayout) -> Bool {
        let data = layout.data
        guard let table = data.number(40, 8), data.number(58, 2) == entrySize, let count = data.number(60, 2),
            count > 0,
            let names = data.number(62, 2), names < count, table >= 64, table <= data.bytes.count - count * entrySize,
            let texts = data.number(table + names * entrySize + 24, 8)
        else { return false }
        var end = table + count * entrySize
        for header in stride(from: table, to: end, by: entrySize) {
            guard let name = data.number(header, 4), let type = data.number(header + 4, 4),
                let flags = data.number(header + 8, 8), let offset = data.number(header + 24, 8),
                let size = data.number(header + 32, 8), let text = data.text(texts &+ name)
            else { return false }
            if type == 0 || type == noBits || size == 0 { continue }
            guard size <= data.bytes.count, offset <= data.bytes.count - size else { return false }
            let isKnown = known.contains(where: text.hasPrefix)
            if flags & allocated == 0 && !isKnown { return false }
            if flags & allocated != 0 && offset + size > layout.end { return false }
            end = max(end, offset + size)
        }
        // Sections end at multiples of eight or sixteen at most.
        return data.bytes.count - end < 16
    }
}
