import Host
import Matrix
import Reports
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// `events.ndjson`: one line an event, written as it happens, so that a killed run can still be reported on.
final class EventFile: Sendable {
    /// Its name in the output folder.
    static let name = "events.ndjson"
    /// Seconds between two times that the file is made durable while the run lasts. A killed run loses nothing either way; a
    /// machine that loses its power, no more than this.
    private static let patience = 1.0

    private struct State {
        /// The file's length: only whole lines.
        var length: off_t = 0
        var synchronized = -Double.infinity
        var failure: DiskError?
    }

    private let file: Int32
    private let path: FilePath
    private let state = Mutex(State())

    /// Begins a new file in place of an older one.
    init(_ path: FilePath) throws(DiskError) {
        self.path = path
        file = open(path.string, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw DiskError("create", path) }
    }

    deinit { close(file) }

    /// Why an event is missing in the file, if one is.
    var failure: DiskError? { state.withLock { $0.failure } }

    /// Appends an event, whole or (on a full disk) not at all, and returns its line; ends of cells and runs are made durable.
    func append(_ event: Event) -> [UInt8] {
        guard let line = try? EventLog.line(event) else { return [] }
        state.withLock { state in
            write(line, &state)
            switch event.kind {
            case .cellFinished where event.time - state.synchronized >= EventFile.patience, .runFinished:
                fsync(file)
                state.synchronized = event.time
            default: break
            }
        }
        return line
    }

    private func write(_ line: [UInt8], _ state: inout State) {
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                state.failure = state.failure ?? DiskError("write", path)
                ftruncate(file, state.length)
                return
            }
            rest = rest.dropFirst(count)
        }
        state.length += off_t(line.count)
    }
}
