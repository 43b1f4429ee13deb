import Builds
import Host
import Matrix
import Reports
import Synchronization
import SystemPackage

/// Takes the events of a run: into the event file, onto the screen, and into the record that reports are made from.
final class RunReporter: Sendable {
    private struct State {
        var events: [Event] = []
        var screen: RunScreen
    }

    private let file: EventFile
    private let clock: Clock
    private let state: Mutex<State>

    init(folder: FilePath, clock: Clock, terminal: Terminal) throws(DiskError) {
        file = try EventFile(folder.appending("events.ndjson"))
        self.clock = clock
        state = Mutex(State(screen: RunScreen(terminal: terminal)))
    }

    /// Where the run sends its events.
    var sink: EventSink { EventSink { [self] kind in record(kind) } }

    /// The record of what has happened so far.
    var record: RunRecord? { state.withLock { RunRecord(events: $0.events) } }

    /// Takes one event.
    func record(_ kind: Event.Kind) {
        state.withLock { state in
            let event = Event(time: clock.now(), kind: kind)
            file.append(event)
            state.events.append(event)
            state.screen.show(event)
        }
    }

    /// Keeps the screen alive until the task is cancelled.
    func animate() async {
        while (try? await Task.sleep(for: .milliseconds(250))) != nil {
            state.withLock { $0.screen.tick(now: clock.now()) }
        }
    }
}
