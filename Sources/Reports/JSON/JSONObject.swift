/// The entries of an object.
struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey] = []
    let level: JSONLevel

    func encodeNil(forKey key: Key) { level.entry(key.stringValue) { level.writer.text("null") } }
    func encode(_ value: Bool, forKey key: Key) {
        level.entry(key.stringValue) { level.writer.text(value ? "true" : "false") }
    }
    func encode(_ value: String, forKey key: Key) { level.entry(key.stringValue) { level.writer.string(value) } }
    func encode(_ value: Double, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: Float, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(Double(value)) } }
    func encode(_ value: Int, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: Int8, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: Int16, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: Int32, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: Int64, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: UInt, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: UInt8, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: UInt16, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: UInt32, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: UInt64, forKey key: Key) { level.entry(key.stringValue) { level.writer.number(value) } }
    func encode(_ value: some Encodable, forKey key: Key) throws {
        try level.entry(key.stringValue) { try level.nested(value) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { level.apart.container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { level.apart.unkeyedContainer() }
    func superEncoder() -> any Encoder { level.apart }
    func superEncoder(forKey key: Key) -> any Encoder { level.apart }
}
