/// The tables by which exceptions find their way up the stack; C code does not throw, and Erlang's do not come this way.
package enum ELFUnwinding {
    /// The file with these tables filled with zeros and no longer announced; `nil` if it has none or they are not understood.
    package static func removed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let layout = ELFLayout(bytes), let segment = layout.segment(ELFLayout.SegmentType.unwinding),
            let load = layout.segments.first(where: {
                $0.type == ELFLayout.SegmentType.load && $0.holds(segment.address, segment.size)
            }), let frames = frames(layout, segment, load)
        else { return nil }
        var bytes = bytes
        let header = segment.header..<(segment.header + 56)
        for range in [header, segment.offset..<(segment.offset + segment.size), frames] {
            for place in range { bytes[place] = 0 }
        }
        return bytes
    }

    /// Where the records lie: each begins with its length, and a length of zero ends them.
    private static func frames(
        _ layout: ELFLayout, _ index: ELFLayout.Segment, _ load: ELFLayout.Segment
    ) -> Range<Int>? {
        // Version 1; the records' address as a signed distance of 4 bytes from its own place.
        guard index.size >= 8, layout.data.number(index.offset, 1) == 1,
            layout.data.number(index.offset + 1, 1) == 0x1B,
            let distance = layout.data.number(index.offset + 4, 4)
        else { return nil }
        let address = index.address &+ 4 &+ Int(Int32(truncatingIfNeeded: distance))
        guard load.holds(address, 4), let start = layout.offset(of: address, count: 4) else { return nil }
        var place = start
        while place <= load.offset + load.size - 4, let length = layout.data.number(place, 4), length < 0xFFFF_FFF0 {
            if length == 0 { return start..<place }
            place += 4 + length
        }
        return place == load.offset + load.size ? start..<place : nil
    }
}
