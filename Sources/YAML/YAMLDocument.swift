/// The one document of a YAML text.
package struct YAMLDocument: Sendable {
    package let root: YAMLNode
    /// Errors that did not keep the rest from being read: duplicate keys (the first value stays) and the like.
    package let problems: [YAMLError]

    /// The most bytes, levels and values that are read.
    package struct Limits: Sendable {
        package var bytes = 1 << 20
        package var levels = 64
        package var nodes = 50_000

        package init() {}
    }

    /// Reads a text in UTF-8 that holds exactly one document.
    package init(bytes: [UInt8], limits: Limits = Limits()) throws(YAMLError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes.count, limit: limits.bytes) }
        let text = YAMLText(bytes)
        if let position = text.firstInvalidPosition { throw .encoding(position) }
        var composer = Composer(events: EventReader(text), limits: limits)
        root = try composer.document()
        problems = composer.problems
    }
}

extension YAMLError {
    static func encoding(_ position: YAMLPosition) -> YAMLError {
        YAMLError(.encoding, position, "this is not UTF-8", hint: "save the file as UTF-8")
    }
}
