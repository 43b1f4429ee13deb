import FoundationEssentials

/// Writes and reads JSON the same way everywhere: sorted keys, plain slashes, UTF-8, a newline at the end.
enum JSONText {
    /// The value on one line.
    static func line(_ value: some Encodable) throws(ReportError) -> [UInt8] { try encode(value, isPretty: false) }

    /// The value over several lines, for people.
    static func document(_ value: some Encodable) throws(ReportError) -> [UInt8] { try encode(value, isPretty: true) }

    private static func encode(_ value: some Encodable, isPretty: Bool) throws(ReportError) -> [UInt8] {
        let writer = JSONWriter(isPretty: isPretty)
        let level = writer.level(0)
        do {
            try value.encode(to: level)
        } catch {
            throw .encoding(String(describing: error))
        }
        level.close()
        writer.finish()
        if let missing = writer.missing { throw .encoding(missing) }
        writer.byte(UInt8(ascii: "\n"))
        return Array(writer.bytes.all)
    }

    /// Reads a value.
    static func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: some Collection<UInt8>
    ) throws(ReportError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw .decoding(String(describing: error))
        }
    }
}
