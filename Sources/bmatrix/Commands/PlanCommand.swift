import ArgumentParser
import Builds
import Configuration
import Matrix
import Reports
import Runtimes
import SystemPackage

/// `bmatrix plan`: what a run would do.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows the cells of a matrix with the versions they resolve to, and why others are dropped.")

    @OptionGroup var matrix: MatrixArguments

    @Flag(help: "Show the actions instead of the cells: what each needs, what is in the cache, how long it may take.")
    var graph = false

    @Option(help: "text, json, dot (with --graph), or the jobs for a CI service: github, gitlab, buildkite.")
    var format = PlanFormat.text

    @Option(help: "The most jobs for a CI service; more cells are put together (default: what the service takes).")
    var maxJobs: Int?

    @Option(help: "How the jobs of a CI service call bmatrix, as their shell reads it.")
    var command = "bmatrix"

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    @OptionGroup(title: "Supply") var supply: SupplyArguments

    @OptionGroup(title: "Choosing cells") var selection: SelectionArguments

    func validate() throws {
        if graph ? ![.text, .json, .dot].contains(format) : format == .dot {
            throw ValidationError("--graph has the formats text, json and dot; a plan has all others")
        }
        if let maxJobs, maxJobs < 1 { throw ValidationError("--max-jobs takes a number from 1 on") }
    }

    func run() async throws {
        let file = try matrix.read()
        let choice = try await selection.choice(file, matrix)
        let sources = try Sources(file, matrix, supply, refresh: refresh)
        let offers = try await sources.offers(for: file)
        let plan = try MatrixArguments.plan(file, offers.resolution)
        do {
            let selected = try choice.sifted(plan)
            if graph {
                try await showGraph(
                    selected, RunPreview(matrix: matrix, file: file, sources: sources, offers: offers))
            } else {
                try show(selected, file, offers)
            }
            warn(selected.plan)
            if plan.cells.isEmpty, !selection.allowEmpty { throw ExitStatus.nothingSelected }
        } catch ExitStatus.nothingSelected {
            // A workflow asks the matrix whether it is empty; it must be one in any case.
            if format == .github { Terminal.standardOutput.write(GitHubMatrix.empty) }
            throw ExitStatus.nothingSelected
        }
    }

    private func showGraph(_ selected: Selected, _ preview: RunPreview) async throws {
        let (graph, history) = await preview.graph(of: selected.plan)
        let jobs = preview.file.limits.jobs ?? HostFacts.processors
        let report = GraphReport(graph.planned(history), jobs: jobs, sizes: history.sizes)
        let terminal = Terminal.standardOutput
        switch format {
        case .json: terminal.put(String(decoding: try report.json(), as: UTF8.self))
        case .dot: terminal.put(report.dot)
        default: for line in report.lines(style: terminal.style) { terminal.write(line) }
        }
    }

    private func show(_ selected: Selected, _ file: MatrixFile, _ offers: RuntimeOffers) throws {
        let terminal = Terminal.standardOutput
        let pairs = selected.cells.map { ($0.id, file.settings(for: $0).rule) }
        let report = PlanReport(
            selected, rules: Dictionary(pairs) { first, _ in first }, glibc: offers.glibcFloors(of: selected.cells))
        do {
            switch format {
            case .text: terminal.write(report.lines(style: terminal.style).joined(separator: "\n"))
            case .json: terminal.put(String(decoding: try report.json(), as: UTF8.self))
            case .dot: break
            case .github, .gitlab, .buildkite: terminal.put(try format.text(jobs(selected.plan.cells, file)))
            }
        } catch let error as ReportError {
            throw Fault(status: .usage, code: error.code, message: error.message, hint: error.hint)
        }
    }

    /// The jobs for a CI service.
    private func jobs(_ cells: [Cell], _ file: MatrixFile) throws -> FanOut {
        if cells.isEmpty, !selection.allowEmpty { throw ExitStatus.nothingSelected }
        let limit = min(format.limit ?? 1, maxJobs ?? .max)
        let output = FilePath(matrix.file).removingLastComponent().pushing(FilePath(file.output))
        let jobs = FanOut(
            cells: cells, limit: limit, profile: matrix.profile, options: selection.words,
            rule: selection.shardBy ?? .count, tool: command,
            matrix: matrix.file, output: output.lexicallyNormalized().string)
        guard jobs.isGrouped else { return jobs }
        if selection.shard != nil || selection.part != nil {
            throw Fault(
                status: .usage, code: "plan.too-many-jobs",
                message: "\(cells.count) cells are more than \(limit) jobs, and shards cannot be made of a shard",
                hint: "leave out --shard: the jobs are shards then")
        }
        Terminal.standardError.write(
            "note: \(cells.count) cells are more than \(limit) jobs; each job is a shard of them")
        return jobs
    }

    /// Tells of cells that cannot be built here, each reason once.
    private func warn(_ plan: Plan) {
        var order: [Failure] = []
        var cells: [Failure: [CellID]] = [:]
        for cell in plan.cells {
            guard let failure = plan.failures[cell.id] else { continue }
            if cells[failure] == nil { order.append(failure) }
            cells[failure, default: []].append(cell.id)
        }
        for failure in order {
            guard let ids = cells[failure], let first = ids.first else { continue }
            let more = ids.count > 1 ? " and \(ids.count - 1) more" : ""
            Terminal.standardError.write(
                "warning: \(first)\(more): \(failure.message) [\(failure.code)]\n  hint: \(failure.hint)")
        }
    }
}
