/// XXH64 with seed 0, by its published specification. The launcher compiles this very file too, so that both agree.
struct XXH64 {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
    private static let stripe = 32

    private var lane1 = prime1 &+ prime2
    private var lane2 = prime2
    private var lane3: UInt64 = 0
    private var lane4 = 0 &- prime1
    private var length: UInt64 = 0
    /// What did not fill a stripe yet.
    private var rest: [UInt8] = []

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var offset = 0
        if !rest.isEmpty {
            offset = min(XXH64.stripe - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<offset])
            guard rest.count == XXH64.stripe else { return }
            rest.withUnsafeBytes { mix($0, at: 0) }
            rest.removeAll(keepingCapacity: true)
        }
        while bytes.count - offset >= XXH64.stripe {
            mix(bytes, at: offset)
            offset += XXH64.stripe
        }
        rest.append(contentsOf: bytes[offset...])
    }

    /// The hash of all bytes so far.
    var value: UInt64 {
        var hash = length < XXH64.stripe ? XXH64.prime5 : merged
        hash &+= length
        rest.withUnsafeBytes { hash = XXH64.finish(hash, $0) }
        hash = (hash ^ hash >> 33) &* XXH64.prime2
        hash = (hash ^ hash >> 29) &* XXH64.prime3
        return hash ^ hash >> 32
    }

    private mutating func mix(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        lane1 = XXH64.round(lane1, XXH64.word(bytes, offset))
        lane2 = XXH64.round(lane2, XXH64.word(bytes, offset + 8))
        lane3 = XXH64.round(lane3, XXH64.word(bytes, offset + 16))
        lane4 = XXH64.round(lane4, XXH64.word(bytes, offset + 24))
    }

    private var merged: UInt64 {
        var hash = XXH64.rotate(lane1, 1) &+ XXH64.rotate(lane2, 7)
        hash = hash &+ XXH64.rotate(lane3, 12) &+ XXH64.rotate(lane4, 18)
        for lane in [lane1, lane2, lane3, lane4] {
            hash = (hash ^ XXH64.round(0, lane)) &* XXH64.prime1 &+ XXH64.prime4
        }
        return hash
    }

    private static func finish(_ start: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = start
        var offset = 0
        while bytes.count - offset >= 8 {
            hash = rotate(hash ^ round(0, word(bytes, offset)), 27) &* prime1 &+ prime4
            offset += 8
        }
        if bytes.count - offset >= 4 {
            let half = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            hash = rotate(hash ^ half &* prime1, 23) &* prime2 &+ prime3
            offset += 4
        }
        for byte in bytes[offset...] { hash = rotate(hash ^ UInt64(byte) &* prime5, 11) &* prime1 }
        return hash
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
}
