import Builds
import Host
import Matrix
import Reports
import Synchronization
import SystemPackage

/// Takes the events of a run: into the event file, onto the screen, and into the record that reports are made from.
final class RunReporter: Sendable {
    private let file: EventFile
    private let clock: Clock
    private let screen: RunScreen
    private let events = Mutex<[Event]>([])

    /// - Parameters:
    ///   - folder: gets the event file, and has the logs of cells below `cells`.
    ///   - screen: where and how the run is shown.
    init(folder: FilePath, clock: Clock, screen: RunScreen.Settings) throws(DiskError) {
        file = try EventFile(folder.appending(EventFile.name))
        self.clock = clock
        self.screen = RunScreen(screen, logs: LogFolder(path: folder.appending("cells")), clock: clock)
    }

    /// Where the run sends its events.
    var sink: EventSink { EventSink { [self] kind in record(kind) } }

    /// The record of what has happened so far.
    var record: RunRecord? { events.withLock { RunRecord(events: $0) } }

    /// Takes one event.
    func record(_ kind: Event.Kind) {
        events.withLock { events in
            let event = Event(time: clock.now(), kind: kind)
            events.append(event)
            screen.show(event, file.append(event))
        }
        if case .runFinished = kind { screen.finish() }
    }

    /// Has a line shown to people, above what is drawn.
    func say(_ line: String) { screen.say(line) }

    /// Keeps the screen alive until the task is cancelled or the run is over.
    func animate() async { await screen.animate() }
}
