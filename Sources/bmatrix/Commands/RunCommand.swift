import ArgumentParser
import Builds
import Configuration
import Host
import Matrix
import Reports
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

    @Flag(help: "Run all smoke tests, also those that have passed with the same artifact on this host.")
    var fresh = false

    @Option(name: .customLong("repeat"), help: "Run each smoke test this often; one failure makes its cell red.")
    var repetitions = 1

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    @OptionGroup var screen: OutputArguments

    func validate() throws {
        if repetitions < 1 { throw ValidationError("--repeat takes a number from 1 on") }
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
        let historyFile = HistoryFile(sources.actions, matrix: matrix.path)
        var history = historyFile.read()
        var screen = screen.screen
        screen.estimates = Estimates(history)
        let reporter: RunReporter
        do throws(DiskError) {
            reporter = try RunReporter(folder: output.path, clock: .live, screen: screen)
        } catch { throw Fault(error) }
        reporter.record(.runStarted(RunStart(tool: Tool.version, cells: plan.cells, dropped: plan.dropped)))
        let animation = Task { await reporter.animate() }
        let context = RunContext(
            file: file, base: matrix.folder, output: output.path, supply: sources.supply(offers),
            store: sources.actions, processes: .live, disk: Disk(), clock: .live, environment: HostFacts.environment,
            events: reporter.sink, options: options(file, history))
        let graph = await Run(plan: plan, context: context, history: history).start()
        animation.cancel()
        reporter.record(.runFinished(signal: signals.signal.map(Int.init)))
        if let record = reporter.record {
            history.add(record, graph)
            historyFile.write(history)
        }
        try RunEnd(record: reporter.record, signal: signals.signal, terminal: screen.terminal).tell(
            reports: output.path)
    }
}

extension RunCommand {
    private func options(_ file: MatrixFile, _ history: History) -> RunOptions {
        var options = RunOptions()
        options.jobs = jobs ?? file.limits.jobs ?? HostFacts.processors
        options.runsPassedTests = fresh
        options.repetitions = max(1, repetitions)
        options.baselines = history.sizes
        options.host = HostFacts.identity
        return options
    }
}

extension Fault {
    /// A host that refuses a file operation.
    init(_ error: DiskError) {
        self.init(status: .infrastructure, code: error.code, message: error.message, hint: error.hint)
    }
}
