/// A place in a YAML text.
package struct YAMLPosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    package let line: Int
    /// The column in characters (Unicode scalars), from 1.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A value of a YAML document, with the place where it stands in the text.
///
/// An alias is replaced by the node it names, which keeps the place of its definition.
package struct YAMLNode: Sendable {
    package let content: Content
    /// Where the first character of the value stands.
    package let start: YAMLPosition
    /// The place just behind the value.
    package let end: YAMLPosition
    /// How many nodes there are once aliases are replaced, this one included.
    let weight: Int
    /// How many levels lie below this one once aliases are replaced.
    let height: Int

    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// The pairs in the order of the text, each key once.
        case mapping([YAMLPair])
    }

    init(_ content: Content, start: YAMLPosition, end: YAMLPosition) {
        self.content = content
        self.start = start
        self.end = end
        let children: [YAMLNode] =
            switch content {
            case .scalar: []
            case .sequence(let nodes): nodes
            case .mapping(let pairs): pairs.map(\.value)
            }
        weight = children.reduce(1) { $0 + $1.weight }
        height = children.reduce(0) { max($0, $1.height + 1) }
    }
}

/// A scalar as it was written, never taken for a number or a truth value.
package struct YAMLScalar: Hashable, Sendable {
    /// The text, with quotes and escapes resolved.
    package let text: String
    package let style: Style

    package enum Style: Hashable, Sendable {
        case plain
        /// In single or double quotes.
        case quoted
        /// A block introduced by `|` or `>`.
        case block
    }

    /// Whether nothing at all was written, as after the colon of `key:`.
    package var isAbsent: Bool { style == .plain && text.isEmpty }
}

/// A key of a mapping and its value.
package struct YAMLPair: Sendable {
    package let key: String
    package let keyStart: YAMLPosition
    package let keyEnd: YAMLPosition
    package let value: YAMLNode
}
