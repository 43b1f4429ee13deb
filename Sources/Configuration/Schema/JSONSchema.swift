/// The JSON Schema (draft 2020-12) of the matrix file, for editors and other validators.
///
/// It is made of the tables that the reader goes by. It cannot tell all that the reader can: whether names are defined, whether
/// cells match, whether a date is one.
package enum JSONSchema {
    /// The schema's text, with a line break at its end.
    package static var text: String {
        let head: [(String, JSON)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text("bmatrix: the matrix file")),
        ]
        let definitions = Shape.file.family.dropFirst().sorted { $0.name < $1.name }
        let tail = ("$defs", JSON.object(definitions.map { ($0.name, .object(object($0))) }))
        return JSON.object(head + object(.file) + [owned, tail]).text() + "\n"
    }

    /// At the top level, keys that begin like this are the user's own.
    private static let owned = ("patternProperties", JSON.object([("^\(MatrixFile.ownKeys)", .object([]))]))

    private static func object(_ shape: Shape) -> [(String, JSON)] {
        let properties = shape.keys.map { key in
            (key.name, JSON.object([("description", .text(key.about))] + value(key.form)))
        }
        var pairs: [(String, JSON)] = [("type", .text("object")), ("properties", .object(properties))]
        let required = shape.keys.filter(\.isRequired).map(\.name)
        if !required.isEmpty { pairs.append(("required", .texts(required))) }
        if !shape.rules.isEmpty { pairs.append(("allOf", .list(shape.rules.map { .object(rule($0)) }))) }
        return pairs + [("additionalProperties", .truth(false))]
    }

    private static func value(_ form: Form) -> [(String, JSON)] {
        switch form {
        case .text: [("type", .texts(["string", "number", "boolean"]))]
        case .matching(let pattern, let example, let orNumber):
            [
                ("type", orNumber ? .texts(["string", "number"]) : .text("string")), ("pattern", .text(pattern)),
                ("examples", .texts([example])),
            ]
        case .number(let range): alternatives([integer(range), digits])
        case .truth: [("enum", .list([.truth(true), .truth(false), .text("true"), .text("false")]))]
        case .choice(let names): [("enum", .texts(names))]
        case .mapping(let shape): [("$ref", .text("#/$defs/\(shape.name)"))]
        case .named(let pattern, let form, let mayBeEmpty): named(pattern, form, mayBeEmpty)
        case .list(let form): [("type", .text("array")), ("items", .object(value(form)))]
        case .oneOrMore(let form, let mayBeEmpty): alternatives([value(form), array(form, mayBeEmpty)])
        case .either(let forms): alternatives(forms.map(value))
        }
    }

    /// Quotes change nothing, so a number may come as a text.
    private static let digits: [(String, JSON)] = [("type", .text("string")), ("pattern", .text("^[0-9]+$"))]

    private static func integer(_ range: ClosedRange<Int>) -> [(String, JSON)] {
        [
            ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
            ("maximum", .number(range.upperBound)),
        ]
    }

    private static func named(_ pattern: String, _ form: Form, _ mayBeEmpty: Bool) -> [(String, JSON)] {
        [
            ("type", .text("object")), ("propertyNames", .object([("pattern", .text(pattern))])),
            ("additionalProperties", .object(value(form))),
        ] + (mayBeEmpty ? [] : [("minProperties", .number(1))])
    }

    /// Texts that a program reads or is called with may be there twice, names may not.
    private static func array(_ form: Form, _ mayBeEmpty: Bool) -> [(String, JSON)] {
        var pairs: [(String, JSON)] = [("type", .text("array")), ("items", .object(value(form)))]
        if !mayBeEmpty { pairs.append(("minItems", .number(1))) }
        if case .text = form { return pairs }
        return pairs + [("uniqueItems", .truth(true))]
    }

    private static func alternatives(_ schemas: [[(String, JSON)]]) -> [(String, JSON)] {
        [("anyOf", .list(schemas.map { .object($0) }))]
    }

    private static func rule(_ rule: Shape.Rule) -> [(String, JSON)] {
        switch rule {
        case .some(let keys): [("anyOf", .list(keys.map(present)))]
        case .one(let keys): [("oneOf", .list(keys.map(present)))]
        case .notBoth(let first, let second): [("not", .object([("required", .texts([first, second]))]))]
        case .together(let first, let second):
            [("dependentRequired", .object([(first, .texts([second])), (second, .texts([first]))]))]
        case .needs(let key, let value, let others):
            [("if", has(key, value)), ("then", .object([("required", .texts(others))]))]
        case .onlyWith(let key, let value, let others):
            [
                ("if", .object([("not", has(key, value))])),
                ("then", .object([("not", .object([("anyOf", .list(others.map(present)))]))])),
            ]
        }
    }

    private static func present(_ key: String) -> JSON { .object([("required", .texts([key]))]) }

    private static func has(_ key: String, _ value: String) -> JSON {
        let constant = JSON.object([("const", .text(value))])
        return .object([("properties", .object([(key, constant)])), ("required", .texts([key]))])
    }
}
