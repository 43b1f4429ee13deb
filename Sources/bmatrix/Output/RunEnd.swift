import Host
import Matrix
import Reports
import SystemPackage

/// The end of a run: reports, verdict, exit status.
struct RunEnd {
    let record: RunRecord?
    /// The signal that ended it early.
    let signal: Int32?
    /// Where the verdict goes.
    let terminal: Terminal
    /// Whether a run without cells is what the user asked for.
    var allowsEmpty = false

    /// Writes the reports, prints the verdict, and throws the status unless all is green. Reports that cannot be written do not
    /// keep the verdict from being told.
    func tell(reports folder: FilePath?) throws {
        guard var record else { return }
        record.interruptedBy = record.interruptedBy ?? signal.map(Int.init)
        let written = Result { if let folder { try ReportFiles(folder: folder, disk: Disk()).write(record) } }
        terminal.write("")
        for line in verdict(record, folder) { terminal.write(line) }
        try written.get()
        let status = ExitStatus(record)
        if status == .nothingSelected, allowsEmpty { return }
        if status != .success { throw status }
    }

    private func verdict(_ record: RunRecord, _ folder: FilePath?) -> [String] {
        guard let service = HostFacts.service else { return Verdict(record, style: terminal.style).lines }
        let lines = service.verdict(record, style: terminal.style) { Disk().kind(of: FilePath($0)) == .file }
        guard let folder else { return lines }
        JobSummary(service).append(record)
        return service.reports(in: folder.string) + lines
    }
}
