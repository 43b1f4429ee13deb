package import Matrix

/// `run.json`: the whole record of a run, with its counts and its times of day as text beside it.
package struct RunDocument: Hashable, Sendable {
    /// The version of the document's form.
    package static let format = 1

    package var record: RunRecord

    package init(_ record: RunRecord) { self.record = record }

    /// The document's bytes.
    package func json() throws(ReportError) -> [UInt8] { try JSONText.document(self) }

    /// Reads a document.
    package init(reading bytes: [UInt8]) throws(ReportError) {
        self = try JSONText.decode(RunDocument.self, bytes)
    }
}

extension RunDocument: Codable {
    private enum Key: String, CodingKey { case format, counts, verdict, startedAt, finishedAt }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let format = try values.decode(Int.self, forKey: .format)
        guard format == RunDocument.format else {
            throw DecodingError.dataCorruptedError(
                forKey: .format, in: values,
                debugDescription: "format \(format) is not \(RunDocument.format), the one this bmatrix reads")
        }
        record = try RunRecord(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        let counts = Counts(record)
        try values.encode(RunDocument.format, forKey: .format)
        try values.encode(counts, forKey: .counts)
        try values.encode(counts.verdict, forKey: .verdict)
        try values.encode(TimeOfDay(record.started).text, forKey: .startedAt)
        try values.encodeIfPresent(record.finished.map { TimeOfDay($0).text }, forKey: .finishedAt)
        try record.encode(to: encoder)
    }
}
