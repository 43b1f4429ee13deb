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
    private let builder = Mutex(RecordBuilder())

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
    var record: RunRecord? { builder.withLock { $0.record } }

    /// Takes one event.
    func record(_ kind: Event.Kind) {
        builder.withLock { builder in
            let event = Event(time: clock.now(), kind: kind)
            builder.apply(event)
            screen.show(event, file.append(event), cell: builder.finished(by: event))
        }
        guard case .runFinished = kind else { return }
        if let error = file.failure {
            say("warning: \(EventFile.name) is not complete: \(error.message) [\(error.code)]")
        }
        screen.finish()
    }

    /// Has a line shown to people, above what is drawn.
    func say(_ line: String) { screen.say(line) }

    /// Keeps the screen alive until the task is cancelled or the run is over.
    func animate() async { await screen.animate() }
}
