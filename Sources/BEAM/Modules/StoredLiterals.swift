/// The literals of a module, which compilers before OTP 28 store compressed.
///
/// They stay in the form that every loader reads, a zlib stream (RFC 1950), but in blocks that are merely stored: what is compressed
/// as a whole later gets smaller, and starts sooner. From OTP 28 on the compiler does not compress them.
enum StoredLiterals {
    private static let largestBlock = 0xFFFF

    /// The chunk with its literals stored; as it is if they are, or if it is damaged.
    static func chunk(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let size = content.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let stream = content.dropFirst(4)
        // What one byte can stand for is limited, so a false size does not cost memory.
        guard size > 0, stream.count >= 6, size <= stream.count * 1100, let plain = inflated(stream, size: size) else {
            return content
        }
        return content.prefix(4) + stored(plain)
    }

    private static func inflated(_ stream: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        let head = stream.prefix(2).reduce(0) { $0 << 8 | Int($1) }
        // Method 8, no dictionary.
        guard head >> 8 & 15 == 8, head % 31 == 0, head & 32 == 0,
            let (plain, used) = Inflation.inflate(stream.dropFirst(2), limit: size), plain.count == size
        else { return nil }
        let check = stream.dropFirst(2 + used)
        return check.elementsEqual(adler32(plain)) ? plain : nil
    }

    private static func stored(_ plain: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = plain[...]
        repeat {
            let block = rest.prefix(largestBlock)
            rest = rest.dropFirst(largestBlock)
            let size = UInt16(block.count)
            stream += [rest.isEmpty ? 1 : 0]
            for number in [size, ~size] { stream += [UInt8(number & 255), UInt8(number >> 8)] }
            stream += block
        } while !rest.isEmpty
        return stream + adler32(plain)
    }

    private static func adler32(_ bytes: [UInt8]) -> [UInt8] {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return [high >> 8, high, low >> 8, low].map { UInt8($0 & 255) }
    }
}
