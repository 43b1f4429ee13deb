import ArgumentParser
import Builds
import Configuration
import Host
import Matrix
import Reports

/// `bmatrix explain`: what a cell needs, what of it is in the cache, and why the rest would be done.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells for each action of a cell whether it is in the cache, and if not, what has changed since.")

    @Argument(help: "The cell's id, as `bmatrix plan` lists it.")
    var cell: String

    @OptionGroup var matrix: MatrixArguments

    @OptionGroup(title: "Supply") var supply: SupplyArguments

    func run() async throws {
        let file = try matrix.read()
        let sources = try Sources(file, matrix, supply)
        let offers = try await sources.offers(for: file)
        let plan = try MatrixArguments.plan(file, offers.resolution)
        let selection = try SelectionArguments.parse(["--only", cell])
        let selected = try await selection.choice(file, matrix).selected(from: plan)
        let session = RunPreview(matrix: matrix, file: file, sources: sources, offers: offers)
        let (graph, history) = await session.graph(of: selected.plan)
        for chosen in selected.plan.cells {
            if let failure = plan.failures[chosen.id] { throw Fault(failure) }
            guard
                let explanation = Explanation(of: chosen.id, in: graph, history: history, store: sources.actions)
            else { continue }
            show(explanation, chosen.id)
        }
    }

    private func show(_ explanation: Explanation, _ id: CellID) {
        let terminal = Terminal.standardOutput
        terminal.write(id.text)
        for line in explanation.lines {
            terminal.write("  \(line.stage.rawValue): \(line.subject)")
            for text in line.state.lines { terminal.write("    \(text)") }
        }
    }
}

extension Explanation.State {
    /// The most changes that are listed.
    private static let limit = 20

    fileprivate var lines: [String] {
        switch self {
        case .cached(let since): ["in the cache" + (since.map { " since \(TimeOfDay($0).text)" } ?? "")]
        case .isNew: ["will be done: for the first time"]
        case .lost(let since): ["will be done: its result of \(TimeOfDay(since).text) has gone from the cache"]
        case .failed(let since): ["will be tried again: it failed at \(TimeOfDay(since).text), and nothing has changed"]
        case .atOnce: ["is always done, in a moment"]
        case .always: ["is always done: the artifact is put in place; tests that passed with it are not run again"]
        case .changed(let changes, let since):
            ["will be done, because since \(TimeOfDay(since).text):"]
                + changes.prefix(Self.limit).map { "  \($0)" }
                + (changes.count > Self.limit ? ["  and \(changes.count - Self.limit) more"] : [])
        }
    }
}

extension Fault {
    /// A cell that cannot be begun.
    fileprivate init(_ failure: Failure) {
        self.init(
            status: failure.isInfrastructure ? .infrastructure : .red, code: failure.code, message: failure.message,
            hint: failure.hint)
    }
}
