/// A record that could not be written or read.
package enum ReportError: Error, Hashable, Sendable {
    /// A value that JSON cannot hold; the text says which.
    case encoding(String)
    /// A `run.json` that is not one; the text says where.
    case decoding(String)
    /// More than the one that reads it takes; the text says what.
    case tooLarge(String)

    /// The stable name of the error.
    package var code: String {
        switch self {
        case .encoding: "report.encoding"
        case .decoding: "report.decoding"
        case .tooLarge: "report.too-large"
        }
    }

    /// What happened and where.
    package var message: String {
        switch self {
        case .encoding(let detail): "a report could not be written as JSON: \(detail)"
        case .decoding(let detail): "run.json could not be read: \(detail)"
        case .tooLarge(let detail): detail
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .encoding: "this is a bug in bmatrix; please report it with the file events.ndjson"
        case .decoding: "make it again from events.ndjson of the same run"
        case .tooLarge: "choose fewer cells, or with fewer words"
        }
    }
}
