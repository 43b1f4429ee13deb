/// Reads bytes from the front of untrusted data; whatever is not there is nil.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) {
        rest = Array(bytes)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> Int? {
        rest.popFirst().map(Int.init)
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard (0...rest.count).contains(count) else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// A big-endian number of so many bytes.
    mutating func number(_ count: Int) -> Int? {
        bytes(count).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    /// OpenPGP's multiprecision integer: the count of its bits, then its bytes.
    mutating func multiprecision() -> [UInt8]? {
        number(2).flatMap { bytes(($0 + 7) / 8) }
    }

    mutating func everything() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}
