import Digest
import Host
import Matrix
import Reports
import SystemPackage

/// The folder that an earlier run wrote to, or one of its record files.
struct RunFolder {
    private let path: FilePath
    private let disk = Disk()

    init(_ path: FilePath) { self.path = path }

    /// What happened in the run: from `run.json`, or from the events if it was killed before it could write that.
    func record() throws -> RunRecord {
        let isFolder = disk.isFolder(path)
        let files = isFolder ? [path.appending("run.json"), path.appending("events.ndjson")] : [path]
        guard let file = files.first(where: { disk.kind(of: $0) != nil }) else { throw Fault.noRun(path) }
        do {
            let bytes = try disk.read(file)
            guard file.extension == "ndjson" else { return try RunDocument(reading: bytes).record }
            guard let record = EventLog(reading: bytes).record else { throw Fault.noRun(path) }
            return record
        } catch let error as DiskError {
            throw Fault(status: .usage, code: error.code, message: error.message, hint: error.hint)
        } catch let error as ReportError {
            throw Fault(status: .usage, code: error.code, message: "\(file): \(error.message)", hint: error.hint)
        }
    }

    /// The run, and which of its artifacts are not what they were.
    func earlierRun() async throws -> EarlierRun {
        let record = try record()
        let folder = disk.isFolder(path) ? path : path.removingLastComponent()
        let lost = await Blocking.run { record.cells.filter { !RunFolder.isWhole($0, in: folder) }.map(\.cell.id) }
        return EarlierRun(record: record, name: folder.string, lost: Set(lost))
    }

    /// Whether the cell's artifact is there, with what lies beside it, to the byte; a cell without one has none to lose.
    private static func isWhole(_ cell: CellRecord, in folder: FilePath) -> Bool {
        guard let artifact = cell.artifact else { return true }
        guard Disk().size(of: folder.appending(artifact.file)) == artifact.size else { return false }
        return isWhole(artifact.file, artifact.sha256, in: folder)
            && artifact.companions.allSatisfy { isWhole($0.file, $0.sha256, in: folder) }
    }

    private static func isWhole(_ name: String, _ digest: String, in folder: FilePath) -> Bool {
        guard !name.isEmpty, !name.contains("/") else { return false }
        let file = folder.appending(name)
        return Disk().kind(of: file) == .file && (try? SHA256.digest(ofFile: file))?.hex == digest
    }
}

extension Fault {
    fileprivate static func noRun(_ path: FilePath) -> Fault {
        Fault(
            status: .usage, code: "rerun.no-run", message: "\(path) holds no run: neither run.json nor events.ndjson",
            hint: "name the output folder of a run; without --rerun, --failed and --times everything is run")
    }
}
