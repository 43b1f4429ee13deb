/// The JSON of an outcome: `{"outcome": "failed", "failure": {…}}`, with `reason` beside it where a failure was allowed.
///
/// It has keys of its own only, so that it can share an object with the cell it belongs to.
extension Outcome {
    private enum Key: String, CodingKey { case outcome, failure, reason }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let word = try values.decode(String.self, forKey: .outcome)
        switch word {
        case "passed": self = .passed
        case "interrupted": self = .interrupted
        case "failed": self = .failed(try values.decode(Failure.self, forKey: .failure))
        case "allowed-to-fail":
            self = .allowedToFail(
                try values.decode(Failure.self, forKey: .failure),
                reason: try values.decode(String.self, forKey: .reason))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .outcome, in: values, debugDescription: "'\(word)' is not an outcome")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(word, forKey: .outcome)
        try values.encodeIfPresent(failure, forKey: .failure)
        if case .allowedToFail(_, let reason) = self { try values.encode(reason, forKey: .reason) }
    }
}
