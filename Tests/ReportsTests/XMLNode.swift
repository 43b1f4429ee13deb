/// A strict reader of the XML that the reports write; what is not well-formed throws.
struct XMLNode {
    let name: String
    let attributes: [String: String]
    private(set) var children: [XMLNode] = []
    private(set) var text = ""

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

    /// Every element below this one and itself.
    var everything: [XMLNode] { [self] + children.flatMap(\.everything) }

    static func read(_ document: String) throws -> XMLNode {
        for scalar in document.unicodeScalars where !isAllowed(scalar) {
            throw Malformed(description: "U+\(String(scalar.value, radix: 16)) is not allowed in XML 1.0")
        }
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        guard document.hasPrefix(declaration) else { throw Malformed(description: "no declaration") }
        var rest = document.unicodeScalars.dropFirst(declaration.unicodeScalars.count)
        let root = try element(&rest)
        guard rest.allSatisfy({ $0 == "\n" }) else { throw Malformed(description: "text behind the root") }
        return root
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func element(_ rest: inout Substring.UnicodeScalarView) throws -> XMLNode {
        try expect("<", &rest)
        let name = take(&rest) { $0 != " " && $0 != ">" && $0 != "/" }
        var attributes: [String: String] = [:]
        while rest.first == " " {
            rest.removeFirst()
            let key = take(&rest) { $0 != "=" }
            try expect("=", &rest)
            try expect("\"", &rest)
            let value = try unescape(take(&rest) { $0 != "\"" })
            try expect("\"", &rest)
            if attributes.updateValue(value, forKey: key) != nil { throw Malformed(description: "\(key) twice") }
        }
        var node = XMLNode(name: name, attributes: attributes)
        if rest.first == "/" {
            try expect("/", &rest)
            try expect(">", &rest)
            return node
        }
        try expect(">", &rest)
        try node.readContent(&rest)
        return node
    }

    private mutating func readContent(_ rest: inout Substring.UnicodeScalarView) throws {
        while true {
            let run = XMLNode.take(&rest) { $0 != "<" }
            if run.contains("]]>") || run.contains(">") { throw Malformed(description: "a bare > in \(name)") }
            text += try XMLNode.unescape(run)
            if rest.starts(with: "</".unicodeScalars) { break }
            children.append(try XMLNode.element(&rest))
        }
        for scalar in "</\(name)>".unicodeScalars { try XMLNode.expect(scalar, &rest) }
    }

    private static func expect(_ scalar: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView) throws {
        guard rest.popFirst() == scalar else {
            throw Malformed(description: "'\(scalar)' expected before: \(String(rest.prefix(60)))")
        }
    }

    private static func take(
        _ rest: inout Substring.UnicodeScalarView, while isPart: (Unicode.Scalar) -> Bool
    ) -> String {
        let run = rest.prefix(while: isPart)
        rest = rest[run.endIndex...]
        return String(run)
    }

    private static func unescape(_ text: String) throws -> String {
        var result = ""
        for (index, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                result += part
                continue
            }
            guard let end = part.firstIndex(of: ";"), let character = entities[String(part[..<end])] else {
                throw Malformed(description: "a bare & before: \(part.prefix(40))")
            }
            result += character + part[part.index(after: end)...]
        }
        return result
    }

    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#9": "\t", "#10": "\n", "#13": "\r",
    ]
}
