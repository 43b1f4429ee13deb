import Builds
import Host
import Matrix
import Reports
import Synchronization
import SystemPackage

/// The events of the bench's run, kept and written as the tool does it.
final class Ledger: Sendable {
    private let journal: Journal
    private let events = Mutex<[Event]>([])

    init(_ journal: Journal) { self.journal = journal }

    var sink: EventSink {
        EventSink { [self] kind in
            let event = Event(time: Clock.live.now(), kind: kind)
            events.withLock { events in
                events.append(event)
                guard let line = try? EventLog.line(event) else { return }
                let isDurable = if case .cellFinished = kind { true } else { false }
                journal.append(line, isDurable: isDurable)
            }
        }
    }

    /// Writes all reports; returns how many cells have passed.
    func report(to folder: FilePath) throws -> Int {
        guard let record = events.withLock({ RunRecord(events: $0) }) else { return 0 }
        let sizes = SizeReport(record)
        let disk = Disk()
        try disk.write(try RunDocument(record).json(), to: folder.appending("run.json"))
        try disk.write(JUnitReport(record).bytes, to: folder.appending("junit.xml"))
        try disk.write(try sizes.json(), to: folder.appending("sizes.json"))
        try disk.write(sizes.markdown, to: folder.appending("sizes.md"))
        try disk.write(Summary(record).markdown, to: folder.appending("summary.md"))
        _ = Verdict(record).lines
        return record.cells.count { $0.outcome == .passed }
    }
}
