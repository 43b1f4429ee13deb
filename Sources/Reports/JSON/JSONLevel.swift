/// The encoder of one value: an object, an array or a plain one. Encoders of one object may be asked for containers several times.
final class JSONLevel: Encoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let writer: JSONWriter

    private enum Shape { case nothing, object, array, plain }

    /// How many objects and arrays are around it.
    private let depth: Int
    private var shape = Shape.nothing
    /// Where the value begins, behind its bracket.
    private var start = 0
    /// Where its entries begin in the writer's list.
    private var first = 0
    private var isSorted = true
    private(set) var count = 0

    init(_ writer: JSONWriter, depth: Int) {
        self.writer = writer
        self.depth = depth
    }

    func begin() {
        shape = .nothing
        first = writer.entries.count
        isSorted = true
        count = 0
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open(.object, "{")
        return KeyedEncodingContainer(JSONObject<Key>(level: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open(.array, "[")
        return JSONArray(level: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        shape = .plain
        return JSONPlain(level: self)
    }

    /// Writes the key and the value of an object.
    func entry(_ key: String, _ value: () throws -> Void) rethrows {
        if count > 0 { writer.byte(UInt8(ascii: ",")) }
        writer.line(depth + 1)
        let begin = writer.bytes.count
        writer.string(key)
        writer.text(writer.isPretty ? " : " : ":")
        try value()
        let entry = JSONWriter.Entry(start: begin, end: writer.bytes.count)
        if count > 0, isSorted { isSorted = precedes(writer.entries[writer.entries.count - 1], entry) }
        writer.entries.append(entry)
        count += 1
    }

    /// Writes an element of an array.
    func element(_ value: () throws -> Void) rethrows {
        if count > 0 { writer.byte(UInt8(ascii: ",")) }
        writer.line(depth + 1)
        try value()
        count += 1
    }

    /// Writes any value inside of this one.
    func nested<Value: Encodable>(_ value: Value) throws {
        if Value.self == String.self, let text = value as? String { return writer.string(text) }
        if shape == .plain {
            // A value that stands for another one is that other one.
            shape = .nothing
            return try value.encode(to: self)
        }
        let level = writer.level(depth + 1)
        try value.encode(to: level)
        level.close()
    }

    /// An encoder whose value is lost: no report has containers that are filled later, and one that has is told of as a mistake.
    var apart: JSONLevel {
        writer.missing = "a value has containers inside of containers"
        return JSONLevel(JSONWriter(isPretty: false), depth: 0)
    }

    /// Writes what is left when all is encoded: entries in the order of their keys, and the closing bracket.
    func close() {
        if shape == .nothing { open(.object, "{") }
        guard shape != .plain else { return }
        if !isSorted {
            writer.reorder(writer.entries.all[first...].sorted(by: precedes), from: start, depth: depth + 1)
        }
        writer.entries.cut(to: first)
        if count == 0, writer.isPretty { writer.byte(UInt8(ascii: "\n")) }
        writer.line(depth)
        writer.byte(shape == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    private func open(_ shape: Shape, _ bracket: StaticString) {
        guard self.shape == .nothing else { return }
        self.shape = shape
        writer.text(bracket)
        start = writer.bytes.count
    }

    /// By the bytes of the keys; the closing quote comes before all that keys consist of.
    private func precedes(_ left: JSONWriter.Entry, _ right: JSONWriter.Entry) -> Bool {
        var index = 0
        while left.start + index < left.end, right.start + index < right.end {
            let (a, b) = (writer.bytes[left.start + index], writer.bytes[right.start + index])
            if a != b { return a < b }
            index += 1
        }
        return left.end - left.start < right.end - right.start
    }
}
