/// The rules that keep every entry inside the folder that it is unpacked to.
enum SafePath {
    /// Relative, without empty, `.` or `..` components; a folder's trailing slash is dropped.
    static func entry(_ bytes: ArraySlice<UInt8>) -> ByteString? {
        var path = bytes
        if path.last == UInt8(ascii: "/") { path = path.dropLast() }
        for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        where part.isEmpty || equal(part, ".") || equal(part, "..") { return nil }
        return path.isEmpty ? nil : ByteString(path)
    }

    /// A symbolic link at `path` to `target` stays inside.
    static func isInside(_ target: ByteString, from path: ByteString) -> Bool {
        guard let first = target.bytes.first, first != UInt8(ascii: "/") else { return false }
        var depth = 0
        for byte in path.bytes where byte == UInt8(ascii: "/") { depth += 1 }
        for part in target.bytes.split(separator: UInt8(ascii: "/")) {
            if equal(part, "..") {
                depth -= 1
                if depth < 0 { return false }
            } else if !equal(part, ".") {
                depth += 1
            }
        }
        return true
    }
}
