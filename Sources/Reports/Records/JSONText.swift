import FoundationEssentials

/// Writes and reads JSON the same way everywhere: sorted keys, plain slashes, UTF-8, a newline at the end.
enum JSONText {
    /// The value on one line.
    static func line(_ value: some Encodable) throws(ReportError) -> [UInt8] {
        try encode(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    /// The value over several lines, for people.
    static func document(_ value: some Encodable) throws(ReportError) -> [UInt8] {
        try encode(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
    }

    private static func encode(
        _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
    ) throws(ReportError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        do {
            return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
        } catch {
            throw .encoding(String(describing: error))
        }
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
