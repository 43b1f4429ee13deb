import Builds
import Configuration
import Host
import Matrix
import Reports
import Runtimes
import SystemPackage

/// One run with its real effects: output folder, events, screen, history, reports.
struct RunSession {
    let matrix: MatrixArguments
    let file: MatrixFile
    let sources: Sources
    let offers: RuntimeOffers
    let selected: Selected
    let screen: OutputArguments
    let signals: Signals

    /// Works through the selected cells, writes the reports and throws the status unless all is green.
    func start(_ options: RunOptions) async throws {
        let output = OutputFolder(matrix.output(file))
        let lock = try output.prepare(keeping: selected.carried)
        defer { withExtendedLifetime(lock) {} }
        try CarriedFiles(selected, to: output.path).bring()
        let historyFile = HistoryFile(sources.actions, matrix: matrix.path)
        var history = historyFile.read()
        let reporter = try reporter(output, history)
        reporter.record(
            .runStarted(
                RunStart(
                    tool: Tool.version, cells: selected.cells, dropped: selected.plan.dropped, shard: selected.shard,
                    matrix: matrix.file, folders: matrix.folders(of: file.apps))))
        if let notice = IsolationSupport.here.notice { reporter.say("note: \(notice)") }
        for record in selected.carried { reporter.record(.cellCarried(record)) }
        let animation = Task { await reporter.animate() }
        let context = context(reporter, options, history)
        let run = await Run(plan: selected.plan, context: context, history: history).start()
        animation.cancel()
        reporter.record(.runFinished(signal: signals.signal.map(Int.init)))
        let record = reporter.record
        if let record {
            history.add(record, run)
            historyFile.write(history)
        }
        // Whoever had no cell and did not allow that was told before.
        let end = RunEnd(record: record, signal: signals.signal, terminal: screen.terminal, allowsEmpty: true)
        try end.tell(reports: output.path)
    }

    private func reporter(_ output: OutputFolder, _ history: History) throws -> RunReporter {
        var settings = screen.screen
        settings.estimates = Estimates(stages: history.stageSeconds)
        do throws(DiskError) {
            return try RunReporter(folder: output.path, clock: .live, screen: settings)
        } catch { throw Fault(error) }
    }

    private func context(_ reporter: RunReporter, _ options: RunOptions, _ history: History) -> RunContext {
        var options = options
        options.baselines = history.sizes
        options.memory = history.memory
        options.tool = Tool.version
        options.availableMemory = Memory.here.available / 10 * 9
        return RunSetup(matrix: matrix, file: file, sources: sources, offers: offers)
            .context(options, events: reporter.sink) { reporter.say($0) }
    }
}
