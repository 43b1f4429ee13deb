import Host
import Matrix
import Reports
import Synchronization

/// Shows a run while it lasts: lines for what is done, and on a terminal the cells and the work at hand below them.
///
/// Events are only taken in; a thread of its own writes a few times a second, so that neither a flood of events nor a terminal
/// that does not take more holds anything up.
final class RunScreen: Sendable {
    /// What is shown.
    enum Mode { case live, plain, none }

    /// Where and how a run is shown.
    struct Settings {
        /// Where text for people goes.
        var terminal: Terminal
        var mode: Mode
        /// Where events go as they happen, if anywhere.
        var events: Terminal?
        /// Which cells' logs are shown.
        var logs = OutputArguments.Logs.failed
        /// How long things took in earlier runs.
        var estimates = Estimates()
        /// The CI service that the lines are for, if they are.
        var service: Service?
    }

    private struct State {
        var log: ConsoleLog
        /// What is to be written, in that order, and the cells whose logs belong below a line.
        var lines: [Line] = []
        var events: [UInt8] = []
        var isFinished = false
    }

    private enum Line {
        case text(String)
        case logs(CellID)
    }

    /// Seconds between two drawings.
    private static let interval = Duration.milliseconds(80)

    private let settings: Settings
    private let clock: Clock
    private let state: Mutex<State>
    private let picture: Mutex<RunPicture>
    private let logs: LogFolder

    init(_ settings: Settings, logs: LogFolder, clock: Clock) {
        self.settings = settings
        self.logs = logs
        self.clock = clock
        let log = ConsoleLog(
            style: settings.terminal.style, isBrief: settings.mode == .live && settings.logs != .all,
            estimates: settings.estimates)
        state = Mutex(State(log: log))
        picture = Mutex(RunPicture(settings.terminal, logs))
    }

    /// Takes in an event, the line that the event file has of it, and the cell that it has finished, if one.
    func show(_ event: Event, _ line: [UInt8], cell: CellRecord? = nil) {
        state.withLock { state in
            if settings.events != nil { state.events += line }
            let lines = state.log.lines(event)
            if let service = settings.service, let cell, let title = lines.first {
                let group = service.group(title, cell, at: event.time)
                // The end of a failed cell's log is in its group in any case.
                let logs: [Line] = settings.logs == .all ? [.logs(cell.cell.id)] : []
                state.lines += group.opening.map(Line.text) + logs + group.closing.map(Line.text)
                return
            }
            if settings.mode != .none { state.lines += lines.map(Line.text) }
            if settings.logs == .all, case .cellFinished(let id, _) = event.kind { state.lines.append(.logs(id)) }
        }
    }

    /// Has a line shown, above what is drawn.
    func say(_ line: String) { state.withLock { $0.lines.append(.text(line)) } }

    /// Brings the screen up to date until the task is cancelled or the run is over; blocks nothing but a thread of its own.
    func animate() async {
        let isOver = DrawingEnd()
        await withTaskCancellationHandler {
            await Blocking.run { [self] in
                while !isOver.isSet {
                    picture.withLock { update(&$0) }
                    isOver.wait(RunScreen.interval)
                }
            }
        } onCancel: {
            isOver.set()
        }
    }

    /// Shows the rest and leaves the terminal as it was found.
    func finish() {
        picture.withLock { picture in
            state.withLock { $0.isFinished = true }
            let (lines, events) = take()
            settings.events?.put(events)
            picture.end(above: lines)
        }
    }

    private func update(_ picture: inout RunPicture) {
        guard !state.withLock(\.isFinished) else { return }
        let now = clock.now()
        if settings.mode == .live { picture.heed() }
        if settings.mode == .plain { state.withLock { $0.lines += $0.log.lines(at: now).map(Line.text) } }
        let (lines, events) = take()
        if !events.isEmpty { settings.events?.put(events) }
        guard settings.mode == .live else { return picture.print(lines) }
        picture.draw(now: now, above: lines) { work in state.withLock { work($0.log.progress) } }
    }

    /// What has come together since it was taken last.
    private func take() -> (lines: [String], events: [UInt8]) {
        let (lines, events) = state.withLock { state in
            defer { (state.lines, state.events) = ([], []) }
            return (state.lines, state.events)
        }
        return (lines.flatMap(text), events)
    }

    private func text(_ line: Line) -> [String] {
        switch line {
        case .text(let text): return [text]
        case .logs(let id):
            let style = settings.terminal.style
            let lines = logs.ends(of: id, lines: 20).flatMap { LogExcerpt(name: $0.name, lines: $0.lines).lines(style) }
            return settings.service == nil ? lines : lines.map(Service.inert)
        }
    }
}
