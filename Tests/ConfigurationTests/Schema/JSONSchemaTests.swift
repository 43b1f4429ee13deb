import FoundationEssentials
import Testing

@testable import Configuration

@Suite struct JSONSchemaTests {
    /// As much of the schema as the tests look at.
    private struct Schema: Decodable {
        var properties: [String: Property]
        var required: [String]?
        var definitions: [String: Schema]?

        struct Property: Decodable { var description: String }

        enum CodingKeys: String, CodingKey {
            case properties, required
            case definitions = "$defs"
        }
    }

    private func schema() throws -> Schema {
        try JSONDecoder().decode(Schema.self, from: Data(JSONSchema.text.utf8))
    }

    @Test func itHasTheKeysThatTheReaderGoesBy() throws {
        let schema = try schema()
        let definitions = try #require(schema.definitions)
        #expect(
            Set(schema.properties.keys) == Set(Shape.file.names) && schema.required == ["version", "apps", "matrix"])
        for shape in Shape.file.family.dropFirst() {
            let definition = try #require(definitions[shape.name], "\(shape.name)")
            #expect(Set(definition.properties.keys) == Set(shape.names), "\(shape.name)")
            #expect(definition.required ?? [] == shape.keys.filter(\.isRequired).map(\.name), "\(shape.name)")
        }
        #expect(definitions.count == Shape.file.family.count - 1)
    }

    @Test func everyKeyIsExplained() throws {
        for shape in Shape.file.family {
            #expect(Set(shape.names).count == shape.names.count, "\(shape.name)")
            for key in shape.keys { #expect(key.about.hasSuffix("."), "\(key.name) of \(shape.title)") }
        }
    }

    /// What the tables say is required is missed by the reader, and nothing else is.
    @Test func theReaderMissesWhatIsRequired() throws {
        func missing(_ text: String) -> [String] {
            briefly(text).compactMap { line in
                line.contains("is missing") ? line.split(separator: "'").dropFirst().first.map(String.init) : nil
            }
        }
        func required(_ shape: Shape) -> [String] { shape.keys.filter(\.isRequired).map(\.name) }
        #expect(missing("x-a: 1\n") == required(.file))
        #expect(
            missing("version: 1\napps: {a: {release: a}}\nmatrix: {mode: cli}\n") == required(.app) + required(.matrix))
        #expect(missing(small("budgets: [{raw: 1MiB}]\n")) == required(.budget))
        #expect(missing(small("overrides: [{compression: 1}]\n")) == required(.override))
        let test = "apps: {a: {path: a, modes: [cli], smoke: [{run: [a]}, {name: b, daemon: {checks: [{tcp: {}}]}},\n"
        let terminal = "  {name: c, terminal: {size: 80x24}}]}}\n"
        #expect(
            missing("version: 1\n\(test)\(terminal)matrix: {target: auto, otp: 27}\n")
                == required(.test) + required(.daemon) + required(.exchange) + required(.terminal))
        let lists = ", exclude: [{otp: 27}], include: [{reason: x}]}\n"
        #expect(
            missing("version: 1\napps: {a: {path: a, modes: [cli]}}\nmatrix: {target: auto, otp: 27\(lists)")
                == required(.exclusion) + required(.inclusion))
    }

    @Test func textsAreQuotedAsJSONWants() {
        #expect(JSON.text("a\"b\\c\n\t\u{1}é").text() == #""a\"b\\c\n\t\u0001é""#)
        #expect(
            JSON.object([("b", .list([.number(1), .truth(true)])), ("a", .object([]))]).text()
                == #"{"b": [1, true], "a": {}}"#)
    }
}
