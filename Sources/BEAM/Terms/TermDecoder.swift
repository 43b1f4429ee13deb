/// Reads terms from bytes that need not be trusted.
struct TermDecoder {
    private typealias Tag = ExternalTermFormat.Tag
    private static let deepest = 512

    private var rest: ArraySlice<UInt8>

    init(bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func term(depth: Int) throws(TermError) -> Term {
        guard depth < Self.deepest else { throw TermError("a term is nested too deeply") }
        switch try byte() {
        case Tag.smallInteger: return .integer(Int64(try byte()))
        case Tag.integer: return .integer(Int64(Int32(truncatingIfNeeded: try number(4))))
        case Tag.newFloat: return .float(UInt64(try word()))
        case Tag.float: return .float(try oldFloat())
        case Tag.atom: return .atom(latin1(try take(try number(2))))
        case Tag.smallAtom: return .atom(latin1(try take(try number(1))))
        case Tag.atomUTF8: return .atom(String(decoding: try take(try number(2)), as: UTF8.self))
        case Tag.smallAtomUTF8: return .atom(String(decoding: try take(try number(1)), as: UTF8.self))
        case Tag.smallTuple: return .tuple(try terms(try number(1), depth))
        case Tag.largeTuple: return .tuple(try terms(try number(4), depth))
        case Tag.nil: return .list([])
        case Tag.string: return .list(try take(try number(2)).map { .integer(Int64($0)) })
        case Tag.list: return try list(depth)
        case Tag.binary: return .binary(Array(try take(try number(4))))
        case Tag.smallBig: return try big(try number(1))
        case Tag.largeBig: return try big(try number(4))
        case Tag.map: return try map(depth)
        case let tag: throw TermError("a term of kind \(tag) does not belong here")
        }
    }

    private mutating func list(_ depth: Int) throws(TermError) -> Term {
        let elements = try terms(try number(4), depth)
        let tail = try term(depth: depth + 1)
        return .list(elements, tail: tail == .list([]) ? nil : tail)
    }

    private mutating func map(_ depth: Int) throws(TermError) -> Term {
        let flat = try terms(try number(4) * 2, depth)
        return .map(stride(from: 0, to: flat.count - 1, by: 2).map { Term.Pair(key: flat[$0], value: flat[$0 + 1]) })
    }

    private mutating func big(_ count: Int) throws(TermError) -> Term {
        let negative = try byte() != 0
        let magnitude = Array(try take(count))
        guard magnitude.count <= 8 else { return .bigInteger(negative: negative, magnitude: magnitude) }
        let value = magnitude.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if negative, value == Int64.min.magnitude { return .integer(.min) }
        if let small = Int64(exactly: value) { return .integer(negative ? -small : small) }
        return .bigInteger(negative: negative, magnitude: magnitude)
    }

    private mutating func oldFloat() throws(TermError) -> UInt64 {
        let text = String(decoding: try take(31).prefix { $0 != 0 }, as: UTF8.self)
        guard let value = Double(text) else { throw TermError("'\(text)' is not a float") }
        return value.bitPattern
    }

    private mutating func terms(_ count: Int, _ depth: Int) throws(TermError) -> [Term] {
        // Every term takes at least one byte, so a larger count is a lie.
        guard count <= rest.count else { throw TermError("a term is cut short") }
        var terms: [Term] = []
        terms.reserveCapacity(count)
        for _ in 0..<count { terms.append(try term(depth: depth + 1)) }
        return terms
    }

    private mutating func byte() throws(TermError) -> UInt8 {
        guard let byte = rest.popFirst() else { throw TermError("a term is cut short") }
        return byte
    }

    private mutating func take(_ count: Int) throws(TermError) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw TermError("a term is cut short") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private mutating func number(_ size: Int) throws(TermError) -> Int {
        try take(size).reduce(0) { $0 << 8 | Int($1) }
    }

    private mutating func word() throws(TermError) -> UInt64 {
        try take(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func latin1(_ bytes: ArraySlice<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
