/// The dynamic section: needed libraries, versions of symbols, and what kind of file it is.
struct ELFDynamic {
    private enum Tag {
        static let end = 0
        static let needed = 1
        static let strings = 5
        static let flags = 0x6FFF_FFFB
        static let definitions = 0x6FFF_FFFC
        static let definitionCount = 0x6FFF_FFFD
        static let versionNeeds = 0x6FFF_FFFE
        static let versionNeedCount = 0x6FFF_FFFF
    }

    let needed: [String]
    let symbolVersions: Set<String>
    let definedVersions: Set<String>
    let isProgram: Bool

    /// The flag of programs that can lie anywhere.
    private static let programFlag = 0x0800_0000

    init(_ data: NativeBytes, _ segments: ELFSegments) {
        var entries: [(tag: Int, value: Int)] = []
        if let section = segments.dynamic {
            for index in 0..<min(section.size / 16, 4096) {
                guard let tag = data.number(section.offset &+ index * 16, 8), tag != Tag.end,
                    let value = data.number(section.offset &+ index * 16 &+ 8, 8)
                else { break }
                entries.append((tag, value))
            }
        }
        func value(_ tag: Int) -> Int? { entries.first { $0.tag == tag }?.value }
        isProgram = (value(Tag.flags) ?? 0) & Self.programFlag != 0
        guard let strings = value(Tag.strings).flatMap(segments.offset) else {
            needed = []
            symbolVersions = []
            definedVersions = []
            return
        }
        needed = entries.filter { $0.tag == Tag.needed }.compactMap { data.text(strings &+ $0.value) }
        let needs = value(Tag.versionNeeds).flatMap(segments.offset)
        symbolVersions = Self.versions(data, needs, value(Tag.versionNeedCount) ?? 0, strings)
        let definitions = value(Tag.definitions).flatMap(segments.offset)
        definedVersions = Self.definitions(data, definitions, value(Tag.definitionCount) ?? 0, strings)
    }

    /// Follows the linked list of versions that the file has; the first name of each is its own.
    private static func definitions(
        _ data: NativeBytes, _ start: Int?, _ count: Int, _ strings: Int
    ) -> Set<String> {
        guard var definition = start else { return [] }
        var found: Set<String> = []
        for _ in 0..<min(count, 1024) {
            guard let first = data.number(definition &+ 12, 4), let next = data.number(definition &+ 16, 4),
                let name = data.number(definition &+ first, 4)
            else { break }
            if let text = data.text(strings &+ name) { found.insert(text) }
            definition = definition &+ next
        }
        return found
    }

    /// Follows the two linked lists of version needs: a library each, and the versions wanted of it.
    private static func versions(_ data: NativeBytes, _ start: Int?, _ count: Int, _ strings: Int) -> Set<String> {
        guard var library = start else { return [] }
        var found: Set<String> = []
        for _ in 0..<min(count, 256) {
            guard let versions = data.number(library &+ 2, 2), let first = data.number(library &+ 8, 4),
                let next = data.number(library &+ 12, 4)
            else { break }
            var version = library &+ first
            for _ in 0..<min(versions, 1024) {
                guard let name = data.number(version &+ 8, 4), let step = data.number(version &+ 12, 4) else { break }
                if let text = data.text(strings &+ name) { found.insert(text) }
                version = version &+ step
            }
            library = library &+ next
        }
        return found
    }
}
