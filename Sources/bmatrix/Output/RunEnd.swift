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

    /// Writes the reports, prints the verdict, and throws the status unless all is green.
    func tell(reports folder: FilePath?) throws {
        guard var record else { return }
        record.interruptedBy = record.interruptedBy ?? signal.map(Int.init)
        if let folder { try ReportFiles(folder: folder, disk: Disk()).write(record) }
        terminal.write("")
        for line in Verdict(record, style: terminal.style).lines { terminal.write(line) }
        let status = ExitStatus(record)
        if status != .success { throw status }
    }
}
