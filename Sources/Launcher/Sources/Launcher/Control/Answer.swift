import CLinux

/// What a control word says on standard output: collected, then written at once.
struct Answer {
    private(set) var bytes: UnsafeMutablePointer<CChar>?
    private(set) var count = 0
    private var room = 0

    @inline(never)
    mutating func add(_ start: UnsafePointer<CChar>, _ length: Int) {
        if count + length > room {
            room = (count + length) * 2
            bytes = UnsafeMutableRawPointer(realloc(bytes, room))?.assumingMemoryBound(to: CChar.self)
        }
        guard let bytes else { Ending.failed("no memory") }
        memcpy(bytes + count, start, length)
        count += length
    }

    @inline(never)
    mutating func add(_ text: Text) { add(text.z, strlen(text.z)) }

    @inline(never)
    mutating func add(_ number: Int) { add(Text(number)) }

    mutating func add(byte: UInt8) {
        var byte = CChar(bitPattern: byte)
        add(&byte, 1)
    }

    @inline(never)
    mutating func addHex(_ byte: UInt8) {
        for digit in [byte >> 4, byte & 15] { add(byte: digit < 10 ? 48 + digit : 87 + digit) }
    }

    /// A string of JSON. Bytes from 128 on stay as they are: manifests are UTF-8, and so are sane paths.
    @inline(never)
    mutating func add(quoted start: UnsafePointer<CChar>, _ length: Int) {
        add("\"")
        for index in 0..<length {
            let byte = UInt8(bitPattern: start[index])
            if byte < 0x20 {
                add("\\u00")
                addHex(byte)
            } else {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { add("\\") }
                add(byte: byte)
            }
        }
        add("\"")
    }

    @inline(never)
    mutating func add(quoted text: Text) { add(quoted: text.z, strlen(text.z)) }

    /// Writes it and leaves.
    @inline(never)
    func end(_ status: Int32 = 0) -> Never {
        if !writeAll(to: 1) { Ending.failed("cannot write") }
        _exit(status)
    }

    @inline(never)
    func writeAll(to file: Int32) -> Bool { Answer.write(bytes, count, to: file) }

    @inline(never)
    static func write(_ start: UnsafePointer<CChar>?, _ count: Int, to file: Int32) -> Bool {
        guard let start else { return true }
        var done = 0
        while done < count {
            let written = CLinux.write(file, start + done, count - done)
            if written < 0, sys_errno() != EINTR { return false }
            done += max(0, written)
        }
        return true
    }
}
