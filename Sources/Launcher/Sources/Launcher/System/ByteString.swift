import CLinux

/// Text as the system has it: bytes without meaning, ended by NUL. Paths, arguments and environment pass through
/// unaltered, whatever their encoding, and no Unicode tables are linked in.
struct ByteString: ExpressibleByStringLiteral {
    /// NUL-terminated: what system calls take.
    private(set) var z: [UInt8]

    @inline(never)
    init(_ bytes: some Collection<UInt8>) {
        z = [UInt8](unsafeUninitializedCapacity: bytes.count + 1) { room, count in
            for byte in bytes where byte != 0 {
                room.initializeElement(at: count, to: byte)
                count += 1
            }
            room.initializeElement(at: count, to: 0)
            count += 1
        }
    }

    @inline(never)
    init(stringLiteral text: StaticString) {
        self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(never)
    init(_ pointer: UnsafePointer<CChar>) {
        self.init(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
    }

    @inline(never)
    init(decimal number: Int) {
        var digits: [UInt8] = []
        var rest = number.magnitude
        repeat {
            digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        if number < 0 { digits.append(UInt8(ascii: "-")) }
        self.init(digits.reversed())
    }

    /// The bytes, without the NUL.
    var bytes: ArraySlice<UInt8> { z.dropLast() }
    var count: Int { z.count - 1 }
    var isEmpty: Bool { z.count <= 1 }

    @inline(never)
    static func == (left: ByteString, right: ByteString) -> Bool {
        left.count == right.count && memcmp(left.z, right.z, left.count) == 0
    }

    @inline(never)
    static func + (left: ByteString, right: ByteString) -> ByteString {
        var sum = left
        sum += right
        return sum
    }

    @inline(never)
    static func += (left: inout ByteString, right: ByteString) {
        left.z.removeLast()
        left.z.append(contentsOf: right.z)
    }

    /// A copy that lives until exec.
    @inline(never)
    func copied() -> UnsafeMutablePointer<CChar>? { strdup(z) }
}

/// Byte-wise equality with a literal.
@inline(never)
func equal(_ bytes: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    var next = text.utf8Start
    for byte in bytes {
        if byte != next.pointee { return false }
        next += 1
    }
    return true
}
