import ArgumentParser
import Host
import Matrix
import Reports

/// `bmatrix doctor`: whether this machine can build, and what to do where it cannot.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tells what bmatrix sees of this machine, what follows from it, and the mend for each problem.")

    @OptionGroup var page: PageArguments

    func run() async throws {
        let report = await Blocking.run { Self.report }
        try page.show(report.json) { report.lines(style: $0) }
        if !report.isSound { throw ExitStatus.infrastructure }
    }

    /// All that can be looked at without a network.
    private static var report: DoctorReport {
        let surroundings = DoctorSurroundings(environment: HostFacts.environment)
        let resources = ResourceExamination(
            processors: HostFacts.processors, memory: .here, isolation: IsolationSupport.here)
        let terminal = TerminalExamination(
            surroundings: surroundings, terminal: .standardOutput, service: HostFacts.service)
        return DoctorReport(
            tool: Tool.version, host: .automatic(host: HostFacts.platform),
            SystemExamination(facts: .here).examinations + resources.examinations
                + [CacheExamination(surroundings: surroundings).examination]
                + ToolExamination(surroundings: surroundings, machine: .here).examinations
                + ErlangExamination(surroundings: surroundings).examinations
                + NetworkExamination(surroundings: surroundings).examinations + [terminal.examination])
    }
}
