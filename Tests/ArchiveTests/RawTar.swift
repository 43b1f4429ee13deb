import Glibc

/// Tar headers to the byte, for names and kinds that no honest program writes.
struct RawTar {
    private(set) var bytes: [UInt8] = []

    mutating func add(
        _ name: [UInt8], type: UInt8 = UInt8(ascii: "0"), mode: Int = 0o644, content: [UInt8] = [],
        announcing size: Int? = nil
    ) {
        // What does not fit into the header comes as an entry of GNU's before it.
        if name.count > 100 { add(Array("././@LongLink".utf8), type: UInt8(ascii: "L"), content: name + [0]) }
        addHeader(name, type, mode, size ?? content.count)
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    mutating func add(
        _ name: String, type: Character = "0", mode: Int = 0o644, content: [UInt8] = [], announcing size: Int? = nil
    ) {
        add(Array(name.utf8), type: type.asciiValue ?? 0, mode: mode, content: content, announcing: size)
    }

    /// The archive with its end.
    var whole: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

    private mutating func addHeader(_ name: [UInt8], _ type: UInt8, _ mode: Int, _ size: Int) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ field: [UInt8], at place: Int) {
            header.replaceSubrange(place..<(place + field.count), with: field)
        }
        func octal(_ number: Int, _ width: Int) -> [UInt8] {
            let digits = String(number, radix: 8)
            return Array((String(repeating: "0", count: width - digits.count) + digits).utf8)
        }
        func binary(_ number: Int) -> [UInt8] {
            (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        put(Array(name.prefix(100)), at: 0)
        put(octal(mode, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        // Sizes beyond octal digits are written in binary.
        put(size < 1 << 33 ? octal(size, 11) : [0x80, 0, 0, 0] + binary(size), at: 124)
        put(octal(1_700_000_000, 11), at: 136)
        put([UInt8](repeating: 0x20, count: 8), at: 148)
        header[156] = type
        put(Array("ustar  ".utf8), at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20], at: 148)
        bytes += header
    }
}
