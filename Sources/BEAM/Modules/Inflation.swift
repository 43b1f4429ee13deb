/// Reads what DEFLATE has compressed; see RFC 1951.
struct Inflation {
    private let input: ArraySlice<UInt8>
    private let limit: Int
    private var place: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12289, 16385, 24577,
    ]
    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private init(_ input: ArraySlice<UInt8>, limit: Int) {
        self.input = input
        self.limit = limit
        place = input.startIndex
        output.reserveCapacity(limit)
    }

    /// What the bytes hold, of which there may be `limit`, and how many bytes of the input that took; `nil` if they are damaged.
    static func inflate(_ input: ArraySlice<UInt8>, limit: Int) -> (output: [UInt8], used: Int)? {
        var inflation = Inflation(input, limit: limit)
        var isLast = false
        while !isLast {
            guard let last = inflation.take(1), let kind = inflation.take(2), inflation.block(kind) else { return nil }
            isLast = last == 1
        }
        return (inflation.output, inflation.place - input.startIndex)
    }

    private mutating func block(_ kind: Int) -> Bool {
        switch kind {
        case 0: return stored()
        case 1:
            let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
            return compressed(PrefixCode(lengths), PrefixCode([Int](repeating: 5, count: 30)))
        case 2:
            guard let (literals, distances) = codes() else { return false }
            return compressed(literals, distances)
        default: return false
        }
    }

    private mutating func stored() -> Bool {
        // The rest of the byte does not count; whole bytes are never read ahead.
        (bits, bitCount) = (0, 0)
        guard let size = take(16), let check = take(16), size == check ^ 0xFFFF, input.endIndex - place >= size,
            output.count + size <= limit
        else { return false }
        output += input[place..<(place + size)]
        place += size
        return true
    }

    private mutating func compressed(_ literals: PrefixCode, _ distances: PrefixCode) -> Bool {
        while let symbol = next(literals) {
            if symbol == 256 { return true }
            if symbol < 256 {
                if output.count == limit { return false }
                output.append(UInt8(symbol))
            } else if !copy(symbol - 257, distances) {
                return false
            }
        }
        return false
    }

    private mutating func copy(_ length: Int, _ distances: PrefixCode) -> Bool {
        guard Self.lengthBases.indices.contains(length), let more = take(Self.lengthBits[length]),
            let code = next(distances), Self.distanceBases.indices.contains(code), let far = take(max(code / 2 - 1, 0))
        else { return false }
        let (count, distance) = (Self.lengthBases[length] + more, Self.distanceBases[code] + far)
        guard distance <= output.count, output.count + count <= limit else { return false }
        for _ in 0..<count { output.append(output[output.count - distance]) }
        return true
    }

    /// The two codes that a block brings along, themselves coded.
    private mutating func codes() -> (PrefixCode, PrefixCode)? {
        guard let literals = take(5).map({ $0 + 257 }), let distances = take(5).map({ $0 + 1 }),
            let count = take(4).map({ $0 + 4 })
        else { return nil }
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in 0..<count {
            guard let length = take(3) else { return nil }
            codeLengths[Self.codeOrder[index]] = length
        }
        let code = PrefixCode(codeLengths)
        var lengths: [Int] = []
        while lengths.count < literals + distances {
            guard let symbol = next(code), let run = run(symbol, lengths.last) else { return nil }
            lengths += repeatElement(run.length, count: run.count)
        }
        guard lengths.count == literals + distances else { return nil }
        return (PrefixCode(Array(lengths[..<literals])), PrefixCode(Array(lengths[literals...])))
    }

    private mutating func run(_ symbol: Int, _ last: Int?) -> (length: Int, count: Int)? {
        switch symbol {
        case ..<16: (symbol, 1)
        case 16: last.flatMap { last in take(2).map { (last, $0 + 3) } }
        case 17: take(3).map { (0, $0 + 3) }
        default: take(7).map { (0, $0 + 11) }
        }
    }

    private mutating func take(_ count: Int) -> Int? {
        while bitCount < count {
            guard place < input.endIndex else { return nil }
            bits |= UInt32(input[place]) << UInt32(bitCount)
            place += 1
            bitCount += 8
        }
        let value = bits & ((1 << UInt32(count)) - 1)
        bits >>= UInt32(count)
        bitCount -= count
        return Int(value)
    }

    private mutating func next(_ code: PrefixCode) -> Int? {
        var reader = PrefixCode.Reader()
        while let bit = take(1) {
            switch code.step(&reader, bit) {
            case .more: continue
            case .symbol(let symbol): return symbol
            case .none: return nil
            }
        }
        return nil
    }
}

/// A code in which no word begins another, given by the lengths of its words.
private struct PrefixCode {
    /// How far the reading of a word is.
    struct Reader {
        var length = 0
        var word = 0
        var first = 0
        var index = 0
    }

    enum Step {
        case more, none
        case symbol(Int)
    }

    private var counts = [Int](repeating: 0, count: 16)
    private var symbols: [Int] = []

    init(_ lengths: [Int]) {
        for length in lengths where length > 0 { counts[length] += 1 }
        for length in 1..<16 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }

    func step(_ reader: inout Reader, _ bit: Int) -> Step {
        reader.length += 1
        guard reader.length < 16 else { return .none }
        reader.word |= bit
        let count = counts[reader.length]
        if reader.word - count < reader.first {
            let place = reader.index + reader.word - reader.first
            return symbols.indices.contains(place) ? .symbol(symbols[place]) : .none
        }
        reader.index += count
        reader.first = (reader.first + count) << 1
        reader.word <<= 1
        return .more
    }
}
