/// The program headers: where the file's parts lie in memory.
struct ELFSegments {
    struct Segment {
        var type: Int
        var offset: Int
        var address: Int
        var size: Int
    }

    private enum SegmentType {
        static let load = 1
        static let dynamic = 2
        static let interpreter = 3
    }

    private let all: [Segment]

    init(_ data: NativeBytes) {
        var all: [Segment] = []
        if let table = data.number(32, 8), let size = data.number(54, 2), let count = data.number(56, 2), size >= 56 {
            for index in 0..<count {
                let (base, overflow) = table.addingReportingOverflow(index * size)
                guard !overflow, let type = data.number(base, 4), let offset = data.number(base &+ 8, 8),
                    let address = data.number(base &+ 16, 8), let length = data.number(base &+ 32, 8)
                else { break }
                all.append(Segment(type: type, offset: offset, address: address, size: length))
            }
        }
        self.all = all
    }

    var interpreter: Segment? { all.first { $0.type == SegmentType.interpreter } }
    var dynamic: Segment? { all.first { $0.type == SegmentType.dynamic } }

    /// The place in the file of an address in memory.
    func offset(of address: Int) -> Int? {
        for segment in all where segment.type == SegmentType.load && address >= segment.address {
            let distance = address - segment.address
            if distance < segment.size { return segment.offset &+ distance }
        }
        return nil
    }
}
