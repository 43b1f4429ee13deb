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
        guard let record else { return }
        if let folder { try ReportFiles(folder: folder, disk: Disk()).write(record) }
        terminal.write("")
        for line in Verdict(record, style: terminal.style).lines { terminal.write(line) }
        if let signal { throw ExitStatus(signal: signal) }
        if let status = ExitStatus(record) { throw status }
    }
}

extension ExitStatus {
    /// The status of a finished run that is not green.
    init?(_ record: RunRecord) {
        let red = record.cells.filter { !$0.outcome.isAcceptable }
        if red.isEmpty { return nil }
        let isInfrastructure = red.allSatisfy { $0.outcome.failure?.isInfrastructure ?? false }
        self = isInfrastructure ? .infrastructure : .red
    }
}
