/// A JSON value that is put together by hand, for files whose form others have made.
enum JSONTree: Encodable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    case text(String)
    case flag(Bool)
    case list([JSONTree])
    case object([String: JSONTree])
    case null

    init(stringLiteral value: String) { self = .text(value) }
    init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSONTree)...) { self = .object(Dictionary(elements) { $1 }) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(nilLiteral: ()) { self = .null }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .text(let text): try value.encode(text)
        case .flag(let flag): try value.encode(flag)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        case .null: try value.encodeNil()
        }
    }

    /// The same with every text changed; keys stay.
    func mapping(_ change: (String) -> String) -> JSONTree {
        switch self {
        case .text(let text): .text(change(text))
        case .list(let list): .list(list.map { $0.mapping(change) })
        case .object(let object): .object(object.mapValues { $0.mapping(change) })
        case .flag, .null: self
        }
    }

    /// The value on one line, without a line end.
    func line() throws(ReportError) -> String { JSONTree.portable(try JSONText.line(self).dropLast()) }

    /// The value over several lines.
    func document() throws(ReportError) -> String { JSONTree.portable(try JSONText.document(self)) }

    /// Writes as escapes what JSON allows raw and YAML does not, or takes for a line end.
    private static func portable(_ json: some Collection<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
