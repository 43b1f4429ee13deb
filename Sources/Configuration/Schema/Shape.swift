/// A mapping of the matrix file and the keys that it can have.
///
/// The reader takes its keys from here and the JSON Schema is made of it, so that the two cannot differ.
struct Shape: Sendable {
    /// The name among the definitions of the JSON Schema.
    let name: String
    /// What a message calls the owner of its keys: `'limits'`, `an override`.
    let title: String
    let wanted: Wanted
    let keys: [Key]
    var rules: [Rule] = []

    /// A key of a mapping.
    struct Key: Sendable {
        let name: String
        let form: Form
        /// What it means, for those who write the file in an editor.
        let about: String
        var isRequired = false
    }

    /// What holds between keys.
    enum Rule: Sendable {
        /// At least one of them is there.
        case some([String])
        /// Just one of them is there.
        case one([String])
        /// Not both of them are there.
        case notBoth(String, String)
        /// One is never there without the other.
        case together(String, String)
        /// Where a key has a value, others must be there.
        case needs(key: String, value: String, others: [String])
        /// Some keys are only there where a key has a value.
        case onlyWith(key: String, value: String, others: [String])
    }

    /// The keys' names in the order in which they are told.
    var names: [String] { keys.map(\.name) }
}

/// What may stand as a value in the matrix file.
indirect enum Form: Sendable {
    /// A scalar whose text is taken as it is.
    case text
    /// A scalar whose text has a shape, told as a regular expression that all ECMAScript readers know.
    case matching(String, example: String, orNumber: Bool = false)
    case number(ClosedRange<Int>)
    /// `true` or `false`.
    case truth
    case choice([String])
    case mapping(Shape)
    /// A mapping from names that the user gives, told as a regular expression.
    case named(String, Form, mayBeEmpty: Bool = true)
    case list(Form)
    /// A value, or a list of such values that is not empty.
    case oneOrMore(Form, mayBeEmpty: Bool = false)
    case either([Form])
}

extension Form {
    /// Up to nine digits, and up to three more behind a point.
    private static let amount = "^[0-9]{1,9}(\\.[0-9]{1,3})?"

    static let time = Form.matching(amount + "(ms|s|m|h)$", example: "30s")
    static let size = Form.matching(amount + "(KiB|MiB|GiB|kB|MB|GB|B)$", example: "8MiB")
    static let share = Form.matching(amount + "%$", example: "5%")
    static let date = Form.matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", example: "2026-12-31")
    static let version = Form.matching(
        "^[0-9]+(\\.[0-9]+)*(-[0-9A-Za-z.+-]+)?$", example: "27.3.4.1", orNumber: true)
    static let glibc = Form.matching("^[0-9]+\\.[0-9]+$", example: "2.31", orNumber: true)
    static let application = Form.matching(applicationPattern, example: "my_app")
    static let group = Form.matching(groupPattern, example: "ports")
    static let variable = Form.matching(variablePattern, example: "SSH_AUTH_SOCK")
    static let path = Form.matching("^[^\\u0000]+$", example: "apps/my_app", orNumber: true)

    /// The name of an app, which cannot be that of a mode.
    static let appPattern =
        "^(?!(\(AppsSection.modeNames.joined(separator: "|")))$)" + applicationPattern.dropFirst()
    static let applicationPattern = "^[a-z][a-z0-9_]{0,63}$"
    static let groupPattern = "^[a-z][a-z0-9_-]{0,63}$"
    static let variablePattern = "^[A-Za-z_][A-Za-z0-9_]*$"

    /// The mappings that can stand there, through lists and alternatives.
    var shapes: [Shape] {
        switch self {
        case .mapping(let shape): [shape]
        case .named(_, let form, _), .list(let form), .oneOrMore(let form, _): form.shapes
        case .either(let forms): forms.flatMap(\.shapes)
        case .text, .matching, .number, .truth, .choice: []
        }
    }
}

extension Shape {
    /// This mapping and all below it, each once.
    var family: [Shape] {
        var found: [Shape] = []
        var open = [self]
        while let shape = open.popLast() {
            guard !found.contains(where: { $0.name == shape.name }) else { continue }
            found.append(shape)
            open += shape.keys.flatMap(\.form.shapes).reversed()
        }
        return found
    }
}
