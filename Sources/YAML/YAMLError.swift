/// What is wrong with a YAML text, and where.
package struct YAMLError: Error, Hashable, Sendable {
    package let kind: Kind
    package let position: YAMLPosition
    /// What is wrong, in plain words.
    package let message: String
    /// What to do about it; may be empty.
    package let hint: String

    package enum Kind: String, Sendable {
        case syntax, tab, encoding, empty, documents, duplicate, key, merge, tag
        case tooManyNodes = "too-many-nodes"
        case tooDeep = "too-deep"
        case tooLarge = "too-large"
        case unknownAlias = "unknown-alias"
        case recursiveAlias = "recursive-alias"
    }

    init(_ kind: Kind, _ position: YAMLPosition, _ message: String, hint: String = "") {
        self.kind = kind
        self.position = position
        self.message = message
        self.hint = hint
    }

    /// A stable code such as `yaml.duplicate`.
    package var code: String { "yaml.\(kind.rawValue)" }
}

extension YAMLError {
    static let start = YAMLPosition(line: 1, column: 1)

    static func empty() -> YAMLError {
        YAMLError(.empty, start, "the file is empty")
    }

    static func tooLarge(_ bytes: Int, limit: Int) -> YAMLError {
        YAMLError(.tooLarge, start, "the file is too large: \(bytes) bytes, at most \(limit) are read")
    }

    static func tooDeep(_ position: YAMLPosition, limit: Int) -> YAMLError {
        YAMLError(
            .tooDeep, position, "nested too deeply: more than \(limit) levels", hint: "write fewer brackets or braces")
    }

    static func tooManyNodes(_ position: YAMLPosition, limit: Int) -> YAMLError {
        YAMLError(
            .tooManyNodes, position, "too many values: more than \(limit) once aliases are replaced",
            hint: "aliases of aliases multiply; write fewer of them")
    }

    static func duplicate(_ key: String, _ position: YAMLPosition, first: YAMLPosition) -> YAMLError {
        YAMLError(
            .duplicate, position, "duplicate key '\(key)'",
            hint: "it is already there in line \(first.line): make one of the two")
    }

    static func secondDocument(_ position: YAMLPosition) -> YAMLError {
        YAMLError(.documents, position, "a second document begins here", hint: "the file must hold one document")
    }

    static func key(_ position: YAMLPosition) -> YAMLError {
        YAMLError(
            .key, position, "a key must be a text, not a list or a mapping", hint: "put it in quotes if it is a text")
    }

    static func tag(_ tag: String, _ position: YAMLPosition) -> YAMLError {
        let written = tag.hasPrefix("tag:yaml.org,2002:") ? "!!\(tag.dropFirst(18))" : tag
        return YAMLError(
            .tag, position, "tags such as '\(written)' have no meaning here", hint: "remove it: values are texts anyway"
        )
    }

    static func merge(_ position: YAMLPosition) -> YAMLError {
        YAMLError(
            .merge, position, "'<<' can only merge a mapping or a list of mappings",
            hint: "name one that stands before it, as in '<<: *name'")
    }

    static func alias(_ name: String, isOpen: Bool, _ position: YAMLPosition) -> YAMLError {
        isOpen
            ? YAMLError(
                .recursiveAlias, position, "alias '*\(name)' stands inside the value it names",
                hint: "remove it, or name a value that ends before it")
            : YAMLError(
                .unknownAlias, position, "unknown alias '*\(name)'", hint: "no '&\(name)' stands before it")
    }
}
