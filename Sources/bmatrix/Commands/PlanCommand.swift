import ArgumentParser
import Configuration
import Matrix
import Reports

/// `bmatrix plan`: what a run would do.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows the cells of a matrix with the versions they resolve to, and why others are dropped.")

    /// How the plan is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var matrix: MatrixArguments

    @Option(help: "text or json.")
    var format = Format.text

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    func run() async throws {
        let file = try matrix.read()
        let sources = try Sources(file.sources, refresh: refresh)
        let plan = try MatrixArguments.plan(file, try await sources.offers().resolution)
        let report = PlanReport(cells: plan.cells, dropped: plan.dropped)
        let terminal = Terminal.standardOutput
        switch format {
        case .json: terminal.put(String(decoding: try report.json(), as: UTF8.self))
        case .text: for line in report.lines(style: terminal.style) { terminal.write(line) }
        }
        for cell in plan.cells {
            guard let failure = plan.failures[cell.id] else { continue }
            Terminal.standardError.write(
                "warning: \(cell.id): \(failure.message) [\(failure.code)]\n  hint: \(failure.hint)")
        }
        if plan.cells.isEmpty { throw ExitStatus.nothingSelected }
    }
}
