import Host
import Matrix
import Reports
import SystemPackage

/// `events.ndjson`: one line an event, written as it happens, so that a killed run can still be reported on.
struct EventFile: Sendable {
    /// Its name in the output folder.
    static let name = "events.ndjson"

    private let journal: Journal

    /// Begins a new file in place of an older one.
    init(_ path: FilePath) throws(DiskError) { journal = try Journal(path) }

    /// Why events are missing: the disk was full, or broke.
    var failure: DiskError? { journal.failure }

    /// Appends an event and returns its line; ends of cells are made durable soon, the end of the run at once.
    func append(_ event: Event) -> [UInt8] {
        guard let line = try? EventLog.line(event) else { return [] }
        switch event.kind {
        case .runStarted, .cellFinished, .cellCarried: journal.append(line, isDurable: true)
        case .runFinished:
            journal.append(line, isDurable: false)
            journal.flush()
        default: journal.append(line, isDurable: false)
        }
        return line
    }
}
