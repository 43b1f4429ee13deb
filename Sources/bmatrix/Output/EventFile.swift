import Host
import Matrix
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// `events.ndjson`: one line an event, written as it happens, so that a killed run can still be reported on.
final class EventFile: Sendable {
    /// Its name in the output folder.
    static let name = "events.ndjson"

    private let file: Int32

    /// Begins a new file in place of an older one.
    init(_ path: FilePath) throws(DiskError) {
        file = open(path.string, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw DiskError("create", path) }
    }

    deinit { close(file) }

    /// Appends an event, whole or (on a full disk) not at all, and returns its line; ends of cells and runs are made durable.
    func append(_ event: Event) -> [UInt8] {
        guard let line = try? EventLog.line(event) else { return [] }
        _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        switch event.kind {
        case .cellFinished, .runFinished: fsync(file)
        default: break
        }
        return line
    }
}
