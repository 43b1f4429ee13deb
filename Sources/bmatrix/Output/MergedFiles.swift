import Digest
import Host
import Matrix
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The files of runs that are put together: artifacts, logs, events.
struct MergedFiles: Sendable {
    let sources: [FilePath]
    let target: FilePath

    /// Makes sure that nothing would be written over what is read.
    func check(_ merge: RunMerge) throws {
        let place = real(target)
        for source in sources
        where real(source) == place || real(source).starts(with: place) || place.starts(with: real(source)) {
            throw Fault(
                status: .usage, code: "merge.same-folder",
                message: "\(target) is among the folders that are put together",
                hint: "give --output a folder of its own")
        }
    }

    /// Copies artifacts and logs, each cell's from the run it comes from, and writes the events.
    func copy(_ merge: RunMerge) async throws {
        guard let record = merge.record else { return }
        let lines = try merge.events.map { event in
            do throws(ReportError) { return try EventLog.line(event) } catch { throw Fault(error) }
        }
        let result: Result<Void, any Error> = await Blocking.run {
            Result {
                for cell in record.cells {
                    guard let origin = merge.origins[cell.cell.id], sources.indices.contains(origin) else { continue }
                    if let artifact = cell.artifact { try copy(artifact, from: sources[origin]) }
                    try copyLogs(of: cell.cell.id, from: sources[origin])
                }
                try whole { () throws(DiskError) in
                    try Disk().write(Array(lines.joined()), to: target.appending(EventFile.name))
                }
            }
        }
        try result.get()
    }

    /// An artifact is copied if it is the one that the run has made, and so is what lies beside it.
    private func copy(_ artifact: ArtifactRecord, from source: FilePath) throws {
        try copy(artifact.file, artifact.sha256, mode: 0o755, from: source)
        for file in artifact.companions { try copy(file.file, file.sha256, mode: 0o644, from: source) }
    }

    /// The way through a CI service takes the right to be executed from a file; here it gets it back.
    private func copy(_ name: String, _ digest: String, mode: mode_t, from source: FilePath) throws {
        let disk = Disk()
        let (from, to) = (source.appending(name), target.appending(name))
        let isName = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
        guard isName, disk.kind(of: from) == .file, (try? SHA256.digest(ofFile: from))?.hex == digest else {
            throw Fault(
                status: .usage, code: "merge.artifact-missing",
                message: "\(from) is not there, or is not the file that the run has made",
                hint: "name the whole output folder of the run, with its artifacts")
        }
        if disk.kind(of: to) != nil { return }
        let part = FilePath(to.string + ".part")
        try whole { () throws(DiskError) in
            try disk.removeFile(part)
            try disk.copyFile(from, to: part)
            guard chmod(part.string, mode) == 0 else { throw DiskError("write", to) }
            try disk.rename(part, to: to)
        }
    }

    private func copyLogs(of id: CellID, from source: FilePath) throws {
        let disk = Disk()
        guard let path = id.logs else { return }
        let (from, to) = (source.pushing(path), target.pushing(path))
        guard disk.isFolder(from) else { return }
        try whole { () throws(DiskError) in
            try disk.makeFolder(to.removingLastComponent())
            try disk.copyTree(from, to: to)
        }
    }

    private func whole(_ work: () throws(DiskError) -> Void) throws {
        do throws(DiskError) { try work() } catch { throw Fault(error) }
    }

    /// The path with links resolved, as far as it exists.
    private func real(_ path: FilePath) -> FilePath {
        guard let resolved = realpath(path.string, nil) else { return path }
        defer { free(resolved) }
        return FilePath(String(cString: resolved))
    }
}
