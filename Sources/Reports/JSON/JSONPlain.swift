/// A value that is neither an object nor an array.
struct JSONPlain: SingleValueEncodingContainer {
    let codingPath: [any CodingKey] = []
    let level: JSONLevel

    func encodeNil() { level.writer.text("null") }
    func encode(_ value: Bool) { level.writer.text(value ? "true" : "false") }
    func encode(_ value: String) { level.writer.string(value) }
    func encode(_ value: Double) { level.writer.number(value) }
    func encode(_ value: Float) { level.writer.number(Double(value)) }
    func encode(_ value: Int) { level.writer.number(value) }
    func encode(_ value: Int8) { level.writer.number(value) }
    func encode(_ value: Int16) { level.writer.number(value) }
    func encode(_ value: Int32) { level.writer.number(value) }
    func encode(_ value: Int64) { level.writer.number(value) }
    func encode(_ value: UInt) { level.writer.number(value) }
    func encode(_ value: UInt8) { level.writer.number(value) }
    func encode(_ value: UInt16) { level.writer.number(value) }
    func encode(_ value: UInt32) { level.writer.number(value) }
    func encode(_ value: UInt64) { level.writer.number(value) }
    func encode(_ value: some Encodable) throws { try level.nested(value) }
}
