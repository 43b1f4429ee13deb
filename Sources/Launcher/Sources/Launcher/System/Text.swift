import CLinux

/// Bytes ended by NUL that live until the process ends. Copying one is free, which keeps the code small that talks much
/// and runs once; what handles a whole payload uses `ByteString`.
struct Text: ExpressibleByStringLiteral {
    let z: UnsafePointer<CChar>

    init(stringLiteral text: StaticString) { z = UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self) }

    init(_ z: UnsafePointer<CChar>) { self.z = z }

    @inline(never)
    init(_ bytes: ByteString) { z = UnsafePointer(sys_copy(bytes.z, bytes.count)) }

    @inline(never)
    init(_ number: Int) { self.init(ByteString(decimal: number)) }

    /// The first bytes of what lies there.
    init(_ start: UnsafePointer<CChar>, _ count: Int) { z = UnsafePointer(sys_copy(start, count)) }

    @inline(never)
    static func + (left: Text, right: Text) -> Text { Text(sys_join(left.z, right.z)) }

    @inline(never)
    static func == (left: Text, right: Text) -> Bool { strcmp(left.z, right.z) == 0 }

    var isEmpty: Bool { z.pointee == 0 }
    var isAbsolute: Bool { z.pointee == 0x2F }

    /// A number without sign that fits; nil for all else.
    @inline(never)
    var number: Int? {
        var value = 0
        var next = z
        while next.pointee != 0 {
            guard next.pointee >= 48, next.pointee < 58, value < 1 << 40 else { return nil }
            value = value * 10 + Int(next.pointee - 48)
            next += 1
        }
        return isEmpty ? nil : value
    }

    /// A variable's value; an empty one counts as not set.
    @inline(never)
    static func variable(_ name: Text) -> Text? {
        guard let value = getenv(name.z), value.pointee != 0 else { return nil }
        return Text(value)
    }

    /// A variable that is a number.
    @inline(never)
    static func number(_ name: Text, else usual: Int) -> Int {
        guard let text = variable(name) else { return usual }
        guard let number = text.number else { Ending.usage.tell(name + " must be a number") }
        return number
    }

    /// A path that holds wherever a process is.
    @inline(never)
    var absolute: Text {
        if isAbsolute { return self }
        guard let here = getcwd(nil, 0) else { return self }
        return Text(here) + "/" + self
    }
}
