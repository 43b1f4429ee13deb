/// The JSON of an outcome: `{"outcome": "failed", "failure": {…}}`, with `reason` beside it where the matrix
/// file gives one.
///
/// It has keys of its own only, so that it can share an object with the cell it belongs to.
extension Outcome {
    private enum Key: String, CodingKey { case outcome, failure, reason }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let word = try values.decode(String.self, forKey: .outcome)
        func failure() throws -> Failure { try values.decode(Failure.self, forKey: .failure) }
        func reason() throws -> String { try values.decode(String.self, forKey: .reason) }
        switch word {
        case "passed": self = .passed
        case "flaky": self = .flaky(try failure())
        case "interrupted": self = .interrupted
        case "failed": self = .failed(try failure())
        case "allowed-to-fail": self = .allowedToFail(try failure(), reason: try reason())
        case "expected-to-fail": self = .expectedToFail(try failure(), reason: try reason())
        case "skipped": self = .skipped(reason: try reason())
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .outcome, in: values, debugDescription: "'\(word)' is not an outcome")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(word, forKey: .outcome)
        try values.encodeIfPresent(failure, forKey: .failure)
        try values.encodeIfPresent(reason, forKey: .reason)
    }
}
