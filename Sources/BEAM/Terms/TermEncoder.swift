/// Writes terms in the form that `term_to_binary/1` of OTP 25 and newer writes.
struct TermEncoder {
    private typealias Tag = ExternalTermFormat.Tag

    var bytes: [UInt8] = []

    mutating func append(_ term: Term) {
        switch term {
        case .atom(let name): atom(Array(name.utf8))
        case .integer(let value): integer(value)
        case .bigInteger(let negative, let magnitude): big(negative, magnitude)
        case .float(let bits):
            bytes.append(Tag.newFloat)
            number(Int(truncatingIfNeeded: bits >> 32), 4)
            number(Int(truncatingIfNeeded: bits & 0xFFFF_FFFF), 4)
        case .binary(let content):
            bytes.append(Tag.binary)
            number(content.count, 4)
            bytes.append(contentsOf: content)
        case .tuple(let fields): tuple(fields)
        case .list(let elements, let tail): list(elements, tail)
        case .map(let pairs):
            bytes.append(Tag.map)
            number(pairs.count, 4)
            for pair in pairs {
                append(pair.key)
                append(pair.value)
            }
        }
    }

    private mutating func atom(_ name: [UInt8]) {
        bytes.append(name.count < 256 ? Tag.smallAtomUTF8 : Tag.atomUTF8)
        number(name.count, name.count < 256 ? 1 : 2)
        bytes.append(contentsOf: name)
    }

    private mutating func integer(_ value: Int64) {
        if let small = UInt8(exactly: value) {
            bytes.append(contentsOf: [Tag.smallInteger, small])
        } else if let medium = Int32(exactly: value) {
            bytes.append(Tag.integer)
            number(Int(UInt32(bitPattern: medium)), 4)
        } else {
            var magnitude: [UInt8] = []
            var left = value.magnitude
            while left > 0 {
                magnitude.append(UInt8(left & 0xFF))
                left >>= 8
            }
            big(value < 0, magnitude)
        }
    }

    private mutating func big(_ negative: Bool, _ magnitude: [UInt8]) {
        bytes.append(magnitude.count < 256 ? Tag.smallBig : Tag.largeBig)
        number(magnitude.count, magnitude.count < 256 ? 1 : 4)
        bytes.append(negative ? 1 : 0)
        bytes.append(contentsOf: magnitude)
    }

    private mutating func tuple(_ fields: [Term]) {
        bytes.append(fields.count < 256 ? Tag.smallTuple : Tag.largeTuple)
        number(fields.count, fields.count < 256 ? 1 : 4)
        for field in fields { append(field) }
    }

    private mutating func list(_ elements: [Term], _ tail: Term?) {
        guard !elements.isEmpty else { return bytes.append(Tag.nil) }
        if tail == nil, elements.count < 65_536, let string = latin1(elements) {
            bytes.append(Tag.string)
            number(string.count, 2)
            return bytes.append(contentsOf: string)
        }
        bytes.append(Tag.list)
        number(elements.count, 4)
        for element in elements { append(element) }
        append(tail ?? .list([]))
    }

    private func latin1(_ elements: [Term]) -> [UInt8]? {
        var string: [UInt8] = []
        for element in elements {
            guard case .integer(let value) = element, let byte = UInt8(exactly: value) else { return nil }
            string.append(byte)
        }
        return string
    }

    private mutating func number(_ value: Int, _ size: Int) {
        for shift in stride(from: (size - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
