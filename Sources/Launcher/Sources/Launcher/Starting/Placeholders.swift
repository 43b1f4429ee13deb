/// `{root}` is the install's folder and `{self}` the artifact's path.
struct Placeholders {
    let root: ByteString
    let executable: ByteString

    func fill(_ text: ByteString) -> ByteString {
        var filled: [UInt8] = []
        var rest = text.bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "{"), equal(rest.prefix(6), "{root}") {
                filled.append(contentsOf: root.bytes)
                rest = rest.dropFirst(6)
            } else if byte == UInt8(ascii: "{"), equal(rest.prefix(6), "{self}") {
                filled.append(contentsOf: executable.bytes)
                rest = rest.dropFirst(6)
            } else {
                filled.append(byte)
                rest = rest.dropFirst()
            }
        }
        return ByteString(filled)
    }
}
