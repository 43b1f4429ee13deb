import ArgumentParser
import Host
import Reports
import SystemPackage

/// `bmatrix report`: the reports of a run once more, from its events alone.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Makes the reports of an output folder again from events.ndjson, also after a run that was killed.")

    @Argument(help: "The output folder of a run.")
    var folder = "dist"

    func run() async throws {
        let path = HostFacts.currentFolder.pushing(FilePath(folder)).lexicallyNormalized()
        let log = try EventFolder(path, name: folder).read()
        guard let record = log.record else { throw Fault.noRun(folder) }
        let lock = try OutputFolder(path).take()
        defer { withExtendedLifetime(lock) {} }
        for flaw in log.flaws { Terminal.standardError.write("warning: \(folder): \(flaw) [report.garbage]") }
        try RunEnd(record: record, signal: nil, terminal: .standardOutput).tell(reports: path)
    }
}

extension Fault {
    fileprivate static func noRun(_ name: String) -> Fault {
        Fault(
            status: .usage, code: "report.no-run",
            message: "\(name) holds no run: its \(EventFile.name) has no beginning",
            hint: "name the output folder of a run")
    }
}
