import CLinux

/// The environment the launcher was started with.
enum Environment {
    /// A variable's value; an empty one counts as not set.
    static func value(_ name: StaticString) -> ByteString? {
        guard let value = getenv(ByteString(stringLiteral: name).z), value.pointee != 0 else { return nil }
        return ByteString(value)
    }

    /// A variable's value if it is an absolute path, as the XDG specification demands.
    static func folder(_ name: StaticString) -> ByteString? {
        guard let path = value(name), path.bytes.first == UInt8(ascii: "/") else { return nil }
        return path
    }
}
