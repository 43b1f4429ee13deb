/// A small 64-bit ELF file with just the parts that a dynamic loader reads; see elf(5).
package struct SampleELF {
    package var machine: Int = 62
    /// 2 for a program, 3 for what can lie anywhere, 1 for an object.
    package var type: Int = 3
    /// Versions of symbols that the file has itself.
    package var definitions: [String] = []
    /// Whether it says that it is a program although it can lie anywhere.
    package var isProgram = false
    package var interpreter: String?
    package var needed: [String]
    /// Versions of symbols by the library that has them.
    package var versions: [(library: String, names: [String])]

    package init(needed: [String] = [], interpreter: String? = nil, versions: [(String, [String])] = []) {
        self.needed = needed
        self.interpreter = interpreter
        self.versions = versions.map { (library: $0.0, names: $0.1) }
    }

    /// Where the file lies in memory, other than in the file.
    private static let address = 0x40_0000
    private static let headerSize = 64 + 3 * 56

    /// The file's bytes.
    package var bytes: [UInt8] {
        var strings: [UInt8] = [0]
        func place(_ text: String) -> Int {
            defer { strings += Array(text.utf8) + [0] }
            return strings.count
        }
        let libraries = needed.map(place)
        let interpreterPlace = interpreter.map(place)
        let needs = Self.needs(versions.map { (place($0.library), $0.names.map(place)) })
        let defined = Self.definitions(definitions.map(place))
        let stringsAt = Self.headerSize
        let needsAt = stringsAt + strings.count
        let definedAt = needsAt + needs.count
        let dynamicAt = definedAt + defined.count
        let entries =
            libraries.map { (1, $0) } + [
                (5, Self.address + stringsAt), (0x6FFF_FFFE, Self.address + needsAt), (0x6FFF_FFFF, versions.count),
                (0x6FFF_FFFC, Self.address + definedAt), (0x6FFF_FFFD, definitions.count),
                (0x6FFF_FFFB, isProgram ? 0x0800_0000 : 0), (0, 0),
            ]
        let dynamic = entries.flatMap { Self.number($0.0, 8) + Self.number($0.1, 8) }
        let total = dynamicAt + dynamic.count
        var segments = Self.segment(1, 0, total) + Self.segment(2, dynamicAt, dynamic.count)
        if let interpreterPlace { segments += Self.segment(3, stringsAt + interpreterPlace, 8) }
        segments += [UInt8](repeating: 0, count: 3 * 56 - segments.count)
        return header + segments + strings + needs + defined + dynamic
    }

    private var header: [UInt8] {
        let head: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        let parts = [(type, 2), (machine, 2), (1, 4), (0, 8), (64, 8), (0, 8), (0, 4), (64, 2), (56, 2), (3, 2)]
        return head + parts.flatMap { Self.number($0.0, $0.1) } + [0, 0, 0, 0, 0, 0]
    }

    private static func needs(_ libraries: [(place: Int, versions: [Int])]) -> [UInt8] {
        libraries.enumerated().flatMap { index, library in
            let isLast = index == libraries.count - 1
            let size = 16 * (1 + library.versions.count)
            let head = [(1, 2), (library.versions.count, 2), (library.place, 4), (16, 4), (isLast ? 0 : size, 4)]
            let versions = library.versions.flatMap { [(0, 4), (0, 2), (0, 2), ($0, 4), (16, 4)] }
            return (head + versions).flatMap { number($0.0, $0.1) }
        }
    }

    private static func definitions(_ places: [Int]) -> [UInt8] {
        places.flatMap { place in
            [(1, 2), (0, 2), (1, 2), (1, 2), (0, 4), (20, 4), (28, 4), (place, 4), (0, 4)].flatMap {
                number($0.0, $0.1)
            }
        }
    }

    private static func segment(_ type: Int, _ offset: Int, _ size: Int) -> [UInt8] {
        let place = address + offset
        return [(type, 4), (4, 4), (offset, 8), (place, 8), (place, 8), (size, 8), (size, 8), (8, 8)].flatMap {
            number($0.0, $0.1)
        }
    }

    private static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
