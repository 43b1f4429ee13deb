/// The table by which the dynamic loader finds a symbol's number by its name, in GNU's form: a Bloom filter, buckets, and for each
/// symbol the hash of its name, whose lowest bit ends a bucket.
struct ELFHashTable {
    /// The number of the first symbol in it.
    let firstSymbol: Int
    /// How many symbols the file has, those before the first one here included.
    let symbolCount: Int

    private let shift: Int
    private let filter: Range<Int>
    private let buckets: Range<Int>
    /// The place of the first symbol's hash.
    private let chains: Int

    init?(_ layout: ELFLayout, at address: Int) {
        guard let place = layout.offset(of: address, count: 16), let bucketCount = layout.data.number(place, 4),
            let first = layout.data.number(place + 4, 4), let words = layout.data.number(place + 8, 4),
            let shift = layout.data.number(place + 12, 4), bucketCount > 0, words > 0, words & (words - 1) == 0,
            shift < 32,
            layout.offset(of: address, count: 16 + words * 8 + bucketCount * 4) == place
        else { return nil }
        firstSymbol = first
        self.shift = shift
        filter = (place + 16)..<(place + 16 + words * 8)
        buckets = filter.upperBound..<(filter.upperBound + bucketCount * 4)
        chains = buckets.upperBound
        guard let count = Self.count(layout.data, buckets, first) else { return nil }
        symbolCount = count
    }

    /// The end of the last bucket's chain.
    private static func count(_ data: NativeBytes, _ buckets: Range<Int>, _ first: Int) -> Int? {
        var last = 0
        for bucket in stride(from: buckets.lowerBound, to: buckets.upperBound, by: 4) {
            guard let start = data.number(bucket, 4), start == 0 || start >= first else { return nil }
            last = max(last, start)
        }
        if last == 0 { return first }
        while let hash = data.number(buckets.upperBound + (last - first) * 4, 4) {
            last += 1
            if hash & 1 == 1 { return last }
        }
        return nil
    }

    /// Takes symbols out: their hashes, the buckets that have none left, and their bits of the filter.
    func keep(_ isKept: (Int) -> Bool, in bytes: inout [UInt8]) {
        let old = NativeBytes(bytes: bytes)
        for place in filter { bytes[place] = 0 }
        for bucket in stride(from: buckets.lowerBound, to: buckets.upperBound, by: 4) {
            guard var symbol = old.number(bucket, 4), symbol != 0 else { continue }
            var isEmpty = true
            while symbol < symbolCount, let hash = old.number(chains + (symbol - firstSymbol) * 4, 4) {
                if isKept(symbol) {
                    isEmpty = false
                    // The lowest bit of the hash itself is lost in the table; both words of the filter have it.
                    mark(hash, in: &bytes)
                } else {
                    Self.put(hash & 1, at: chains + (symbol - firstSymbol) * 4, in: &bytes)
                }
                if hash & 1 == 1 { break }
                symbol += 1
            }
            if isEmpty { Self.put(0, at: bucket, in: &bytes) }
        }
    }

    private func mark(_ hash: Int, in bytes: inout [UInt8]) {
        for hash in [hash & ~1, hash | 1] {
            let word = hash / 64 % (filter.count / 8)
            for bit in [hash % 64, (hash >> shift) % 64] {
                bytes[filter.lowerBound + word * 8 + bit / 8] |= 1 << UInt8(bit % 8)
            }
        }
    }

    private static func put(_ number: Int, at place: Int, in bytes: inout [UInt8]) {
        for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    }
}
