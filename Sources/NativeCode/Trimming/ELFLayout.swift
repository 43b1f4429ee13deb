/// Where the parts of an ELF file lie that are loaded; `nil` for a file in which anything is out of the ordinary.
///
/// Reading a file forgives what is odd; taking something away from one does not.
struct ELFLayout {
    struct Segment {
        /// The place of its program header.
        var header: Int
        var type: Int
        var offset: Int
        var address: Int
        var size: Int

        func holds(_ address: Int, _ count: Int) -> Bool {
            address >= self.address && count >= 0 && count <= size && address - self.address <= size - count
        }
    }

    enum SegmentType {
        static let load = 1
        static let dynamic = 2
        static let unwinding = 0x6474_E550
    }

    let data: NativeBytes
    let segments: [Segment]
    /// Behind the last byte that a program header speaks of.
    let end: Int

    private static let headerSize = 64
    private static let entrySize = 56

    init?(_ bytes: [UInt8]) {
        let data = NativeBytes(bytes: bytes)
        // 64 bits, little endian, version 1; a program or a shared library.
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]), let type = data.number(16, 2),
            type == 2 || type == 3,
            data.number(52, 2) == Self.headerSize, data.number(54, 2) == Self.entrySize,
            let table = data.number(32, 8), let count = data.number(56, 2), (1..<0xFFFF).contains(count),
            table >= Self.headerSize, table <= bytes.count - count * Self.entrySize
        else { return nil }
        var segments: [Segment] = []
        for header in stride(from: table, to: table + count * Self.entrySize, by: Self.entrySize) {
            guard let segment = Self.segment(data, header) else { return nil }
            segments.append(segment)
        }
        guard segments.contains(where: { $0.type == SegmentType.load }) else { return nil }
        self.data = data
        self.segments = segments
        end = segments.reduce(table + count * Self.entrySize) { max($0, $1.size == 0 ? 0 : $1.offset + $1.size) }
    }

    private static func segment(_ data: NativeBytes, _ header: Int) -> Segment? {
        guard let type = data.number(header, 4), let offset = data.number(header + 8, 8),
            let address = data.number(header + 16, 8), let size = data.number(header + 32, 8),
            size <= data.bytes.count, size == 0 || offset <= data.bytes.count - size
        else { return nil }
        return Segment(header: header, type: type, offset: offset, address: address, size: size)
    }

    /// The only segment of a type.
    func segment(_ type: Int) -> Segment? {
        let found = segments.filter { $0.type == type }
        return found.count == 1 ? found.first : nil
    }

    /// The place in the file of some bytes in memory.
    func offset(of address: Int, count: Int) -> Int? {
        segments.first { $0.type == SegmentType.load && $0.holds(address, count) }.map {
            $0.offset + (address - $0.address)
        }
    }
}
