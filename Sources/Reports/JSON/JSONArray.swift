/// The elements of an array.
struct JSONArray: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey] = []
    let level: JSONLevel
    var count: Int { level.count }

    func encodeNil() { level.element { level.writer.text("null") } }
    func encode(_ value: Bool) { level.element { level.writer.text(value ? "true" : "false") } }
    func encode(_ value: String) { level.element { level.writer.string(value) } }
    func encode(_ value: Double) { level.element { level.writer.number(value) } }
    func encode(_ value: Float) { level.element { level.writer.number(Double(value)) } }
    func encode(_ value: Int) { level.element { level.writer.number(value) } }
    func encode(_ value: Int8) { level.element { level.writer.number(value) } }
    func encode(_ value: Int16) { level.element { level.writer.number(value) } }
    func encode(_ value: Int32) { level.element { level.writer.number(value) } }
    func encode(_ value: Int64) { level.element { level.writer.number(value) } }
    func encode(_ value: UInt) { level.element { level.writer.number(value) } }
    func encode(_ value: UInt8) { level.element { level.writer.number(value) } }
    func encode(_ value: UInt16) { level.element { level.writer.number(value) } }
    func encode(_ value: UInt32) { level.element { level.writer.number(value) } }
    func encode(_ value: UInt64) { level.element { level.writer.number(value) } }
    func encode(_ value: some Encodable) throws { try level.element { try level.nested(value) } }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        level.apart.container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { level.apart.unkeyedContainer() }
    func superEncoder() -> any Encoder { level.apart }
}
