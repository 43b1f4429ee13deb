import ArgumentParser
import Builds
import Configuration
import Host
import Matrix
import Runtimes
import SystemPackage

/// `bmatrix run`: the main job.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Builds, packs and smoke-tests every cell of a matrix, and writes the reports.")

    @OptionGroup var matrix: MatrixArguments

    @Option(
        name: .shortAndLong,
        help: "How many cells are worked on at once (default: the file's limit, or the processors).")
    var jobs: Int?

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
    }

    func run() async throws {
        Processes.becomeSubreaper()
        let file = try matrix.read()
        let signals = Signals()
        try await signals.whileListening {
            let sources = try Sources(file.sources, refresh: refresh)
            let offers = try await sources.offers()
            let plan = try MatrixArguments.plan(file, offers.resolution)
            guard !plan.cells.isEmpty else {
                throw Fault(
                    status: .nothingSelected, code: "plan.empty", message: "no cell is selected",
                    hint: "`bmatrix plan \(matrix.file)` tells why each one was dropped")
            }
            try await start(plan, file, sources, offers, signals)
        }
    }

    private func start(
        _ plan: Plan, _ file: MatrixFile, _ sources: Sources, _ offers: RuntimeOffers, _ signals: Signals
    ) async throws {
        let output = OutputFolder(matrix.folder.pushing(FilePath(file.output)).lexicallyNormalized())
        let lock = try output.prepare()
        defer { withExtendedLifetime(lock) {} }
        let reporter: RunReporter
        do throws(DiskError) {
            reporter = try RunReporter(folder: output.path, clock: .live, terminal: .standardOutput)
        } catch { throw Fault(error) }
        reporter.record(
            .runStarted(
                RunStart(
                    tool: Tool.version, cells: plan.cells, dropped: plan.dropped, matrix: matrix.file,
                    folders: matrix.folders(of: file.apps))))
        let animation = Task { await reporter.animate() }
        let context = RunContext(
            file: file, base: matrix.folder, output: output.path, supply: sources.supply(offers),
            store: sources.actions,
            processes: .live, disk: Disk(), clock: .live, environment: HostFacts.environment, events: reporter.sink)
        await Run(plan: plan, jobs: jobs ?? file.limits.jobs ?? HostFacts.processors, context: context).start()
        animation.cancel()
        reporter.record(.runFinished(signal: signals.signal.map(Int.init)))
        try RunEnd(record: reporter.record, signal: signals.signal).tell(reports: output.path)
    }
}
