import Matrix

/// A run that is to be put together with others.
package struct RunPart: Sendable {
    /// How messages call it: the folder, as the user named it.
    package let name: String
    let events: [Event]
    let record: RunRecord
    /// What its event file lacks.
    let flaws: [String]

    /// Fails if the log has no beginning of a run.
    package init(name: String, log: EventLog) throws(MergeError) {
        self.name = name
        guard let record = log.record else {
            throw MergeError(
                "no-run", "\(name) holds no run: its events.ndjson has no beginning",
                hint: "name the output folders of runs; each needs its events.ndjson")
        }
        self.record = record
        events = log.events
        flaws = log.flaws + (record.finished == nil ? ["its run did not come to its end"] : [])
    }
}

extension EventLog {
    /// What is wrong with the file, in sentences; a last line that is cut short is what a killed run leaves behind.
    package var flaws: [String] {
        if garbage == 0 { return [] }
        return [garbage == 1 ? "1 line is no event and passed over" : "\(garbage) lines are no events and passed over"]
    }
}
