package import Matrix

/// The events of a run as `events.ndjson` holds them: one JSON object to a line, appended as it happens.
///
/// Reading forgives what a killed run leaves behind: the line it was writing is passed over, other unreadable ones are counted.
package struct EventLog: Hashable, Sendable {
    /// The events that could be read, in their order.
    package var events: [Event]
    /// How many lines were not events.
    package var garbage: Int
    /// Whether the last line was cut short.
    package var isCut: Bool

    /// One event as a line, newline included.
    package static func line(_ event: Event) throws(ReportError) -> [UInt8] { try JSONText.line(event) }

    /// Reads a whole file.
    package init(reading bytes: [UInt8]) {
        let newline = UInt8(ascii: "\n")
        events = []
        garbage = 0
        isCut = false
        for line in bytes.split(separator: newline) where !EventLog.isBlank(line) {
            if let event = try? JSONText.decode(Event.self, line) {
                events.append(event)
            } else if line.endIndex == bytes.endIndex {
                isCut = true
            } else {
                garbage += 1
            }
        }
    }

    /// The record the events make; `nil` if they do not begin with the start of a run.
    package var record: RunRecord? { RunRecord(events: events) }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0) }
    }
}
