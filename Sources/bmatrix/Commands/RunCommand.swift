import ArgumentParser
import Builds
import Configuration
import Host
import Matrix
import Runtimes

/// `bmatrix run`: the main job.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Builds, packs and smoke-tests every cell of a matrix, and writes the reports.")

    @OptionGroup var matrix: MatrixArguments

    @Option(
        name: .shortAndLong,
        help: "How many actions are worked on at once (default: the file's limit, or the processors).")
    var jobs: Int?

    @Flag(help: "Run all smoke tests, also those that have passed with the same artifact on this host.")
    var fresh = false

    @Option(name: .customLong("repeat"), help: "Run each smoke test this often; one failure makes its cell red.")
    var repetitions = 1

    @Flag(help: "Begin nothing more once a cell is red, whatever the matrix file says.")
    var failFast = false

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    @OptionGroup(title: "Supply") var supply: SupplyArguments

    @OptionGroup(title: "Choosing cells") var selection: SelectionArguments

    @OptionGroup(title: "Output") var output: OutputArguments

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
        if repetitions < 1 { throw ValidationError("--repeat takes a number from 1 on") }
    }

    func run() async throws {
        Processes.becomeSubreaper()
        var file = try matrix.read()
        if failFast { file.limits.failFast = true }
        let signals = Signals()
        let (command, chosenFile) = (self, file)
        try await signals.whileListening { try await command.run(chosenFile, signals) }
    }

    private func run(_ file: MatrixFile, _ signals: Signals) async throws {
        let choice = try await selection.choice(file, matrix)
        let sources = try Sources(file, matrix, supply, refresh: refresh)
        let offers = try await sources.offers(for: file)
        let plan = try MatrixArguments.plan(file, offers.resolution)
        let selected = try choice.selected(from: plan)
        let session = RunSession(
            matrix: matrix, file: file, sources: sources, offers: offers, selected: selected, screen: output,
            signals: signals)
        try await session.start(options(file))
    }

    private func options(_ file: MatrixFile) -> RunOptions {
        var options = RunOptions()
        options.jobs = jobs ?? file.limits.jobs ?? HostFacts.processors
        options.runsPassedTests = fresh
        options.repetitions = repetitions
        return options
    }
}
