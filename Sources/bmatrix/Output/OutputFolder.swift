import Host
import SystemPackage

/// The output folder of runs, which one run at a time may write to.
struct OutputFolder {
    let path: FilePath
    private let disk = Disk()

    init(_ path: FilePath) { self.path = path }

    /// Makes the folder, takes it for this run and clears away what the one before wrote, so that nothing old is taken for new.
    func prepare() throws -> FileLock {
        do throws(DiskError) {
            try disk.makeFolder(path)
            if let lock = try FileLock.attempt(path.appending(".lock")) {
                try clear()
                return lock
            }
        } catch { throw Fault(error) }
        throw Fault(
            status: .infrastructure, code: "output.busy", message: "another run is writing to \(path)",
            hint: "wait for it, or give this one another `output:`")
    }

    /// Removes reports and logs, and the artifacts that the list of the last run names; other files are the user's.
    private func clear() throws(DiskError) {
        for name in artifacts() + ReportFiles.names + ["events.ndjson"] { try disk.removeFile(path.appending(name)) }
        try disk.removeTree(path.appending("cells"))
    }

    private func artifacts() -> [String] {
        let list = (try? disk.readText(path.appending("SHA256SUMS"))) ?? ""
        let names = list.split(separator: "\n").map { String($0.dropFirst(66)) }
        return names.filter { !$0.isEmpty && !$0.contains("/") && disk.kind(of: path.appending($0)) == .file }
    }
}
