import Host
import Matrix
import Reports
import SystemPackage

/// The output folder of runs, which one run at a time may write to.
struct OutputFolder {
    let path: FilePath
    private let disk = Disk()

    init(_ path: FilePath) { self.path = path }

    /// Makes the folder, takes it for this run and clears away what the one before wrote, so that nothing old is taken for new.
    /// Artifacts and logs of carried cells stay.
    func prepare(keeping carried: [CellRecord] = []) throws -> FileLock {
        do throws(DiskError) { try disk.makeFolder(path) } catch { throw Fault(error) }
        let lock = try take()
        do throws(DiskError) { try clear(keeping: carried) } catch { throw Fault(error) }
        return lock
    }

    /// Takes the folder with what is in it.
    func take() throws -> FileLock {
        do throws(DiskError) {
            if let lock = try FileLock.attempt(path.appending(".lock")) { return lock }
        } catch { throw Fault(error) }
        throw Fault(
            status: .infrastructure, code: "output.busy", message: "another run is writing to \(path)",
            hint: "wait for it, or give this one another `output:`")
    }

    /// Makes sure that no run is writing to the folder, which may be one that nobody can write to.
    func lookInto() throws -> FileLock? {
        guard disk.isFolder(path) else { return nil }
        do { return try take() } catch let fault as Fault where fault.code == "disk.permission" { return nil }
    }

    /// Removes reports and logs, and the artifacts that the last run made; other files are the user's.
    private func clear(keeping carried: [CellRecord]) throws(DiskError) {
        let kept = Set(carried.compactMap(\.artifact).flatMap(\.files))
        for name in artifacts() where !kept.contains(name) { try disk.removeFile(path.appending(name)) }
        for name in ReportFiles.names + [EventFile.name] { try disk.removeFile(path.appending(name)) }
        try clearLogs(keeping: carried)
    }

    private func clearLogs(keeping carried: [CellRecord]) throws(DiskError) {
        let (logs, old) = (path.appending("cells"), path.appending(".cells.old"))
        try disk.removeTree(old)
        guard disk.isFolder(logs) else { return }
        try disk.rename(logs, to: old)
        for cell in carried {
            let id = cell.cell.id.text
            guard disk.isFolder(old.appending(id)) else { continue }
            try disk.makeFolder(logs.appending(id).removingLastComponent())
            try disk.rename(old.appending(id), to: logs.appending(id))
        }
        try disk.removeTree(old)
    }

    /// By the list of the last run, and by its events where it was killed before it could write one.
    private func artifacts() -> [String] {
        let list = (try? disk.readText(path.appending("SHA256SUMS"))) ?? ""
        var names = Set(list.split(separator: "\n").map { String($0.dropFirst(66)) })
        // A run that came to its end has written the list last; all its events need not be read then.
        guard list.isEmpty else { return present(names) }
        for event in EventLog(reading: (try? disk.read(path.appending(EventFile.name))) ?? []).events {
            if case .artifactMade(_, let artifact) = event.kind { names.formUnion(artifact.files) }
        }
        return present(names)
    }

    private func present(_ names: Set<String>) -> [String] {
        names.filter { !$0.isEmpty && !$0.contains("/") && disk.kind(of: path.appending($0)) == .file }
    }
}
