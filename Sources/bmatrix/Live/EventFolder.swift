import Host
import Reports
import SystemPackage

/// A folder with the events of a run.
struct EventFolder {
    /// The most bytes of events that are read.
    private static let limit = 4 << 30

    private let path: FilePath
    private let name: String

    /// - Parameter name: the folder as the user named it.
    init(_ path: FilePath, name: String) {
        self.path = path
        self.name = name
    }

    /// Reads all events; a folder without any is a wrong word on the command line.
    func read() throws -> EventLog {
        let disk = Disk()
        guard disk.isFolder(path), disk.kind(of: path.appending(EventFile.name)) == .file else {
            throw Fault(
                status: .usage, code: "report.no-events", message: "there is no \(EventFile.name) in \(name)",
                hint: "name the output folder of a run, such as dist")
        }
        do throws(DiskError) {
            return EventLog(reading: try disk.read(path.appending(EventFile.name), limit: EventFolder.limit))
        } catch {
            throw Fault(status: .usage, code: error.code, message: error.message, hint: error.hint)
        }
    }
}
