import ArgumentParser
import Configuration
import Host
import Matrix
import Reports
import SystemPackage

/// The options that choose cells, the same for every command.
struct SelectionArguments: ParsableArguments {
    @Option(
        help:
            "Only cells that match: axis=pattern, with `,` for and, `|` for or, such as otp=27*,mode!=tui. Repeatable (or)."
    )
    var select: [String] = []

    @Option(help: "No cells that match; the same form. Repeatable.")
    var skip: [String] = []

    @Option(help: ArgumentHelp("Only this cell. Repeatable.", valueName: "cell-id"))
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only cells whose project or settings changed since a Git revision (REV... for since the branch left it).",
            valueName: "rev"))
    var changedSince: String?

    @Option(help: ArgumentHelp("Only the k-th of n shares of the cells, such as 2/5.", valueName: "k/n"))
    var shard: String?

    @Option(
        help: ArgumentHelp(
            "How shards are made: hash (a new cell moves no other), count (as many cells in each) or time (all take about as long).",
            valueName: "rule"))
    var shardBy: ShardRequest.Rule?

    @Option(
        help: ArgumentHelp(
            "The run whose times --shard-by time goes by: a folder or a run.json (default: the last run).",
            valueName: "path"))
    var times: String?

    @Option(
        help: ArgumentHelp(
            "Finish an earlier run (`latest`, or its folder): what passed in it is taken over, the rest is run.",
            valueName: "latest|dir"))
    var rerun: String?

    @Flag(help: "The same as --rerun latest.")
    var failed = false

    @Option(
        help: ArgumentHelp("Which part of a plan this is, as `plan --format github` tells it.", valueName: "part"))
    var part: String?

    @Flag(help: "When no cell is chosen, end with 0 instead of 3.")
    var allowEmpty = false

    /// What was asked for, read and checked as far as that goes without knowing the cells.
    func choice(_ file: MatrixFile, _ matrix: MatrixArguments) async throws -> Choice {
        var selection = Selection()
        var times: [CellID: Double] = [:]
        do throws(SelectionError) {
            selection.profile = try Self.profile(of: file)
            selection.select = try Self.expressions(select, "--select")
            selection.skip = try Self.expressions(skip, "--skip")
            if let shard { selection.shard = try ShardRequest(shard, rule: shardBy ?? .hash) }
            if let part { selection.part = try Shard(part: part) }
            try checkCombination()
        } catch { throw Fault.status(of: error) }
        selection.only = only.map { CellID($0) }
        selection.allowsEmpty = allowEmpty
        let output = matrix.output(file)
        if let folder = earlierFolder(output) { selection.earlier = try await RunFolder(folder).earlierRun() }
        if shard != nil, shardBy == .time { times = try timesOfCells(output) }
        if let changedSince { selection.changes = try await changes(since: changedSince, file, matrix) }
        return Choice(selection: selection, times: times, matrix: matrix.file)
    }

    /// The options again, without those that make shards, for runs that are to choose the same cells.
    var words: [String] {
        let texts = [("--select", select), ("--skip", skip), ("--only", only)].flatMap { name, texts in
            texts.flatMap { [name, $0] }
        }
        let singles = [("--changed-since", changedSince), ("--times", times), ("--rerun", rerun)]
            .flatMap { name, text in text.map { [name, $0] } ?? [] }
        return texts + singles + (failed ? ["--failed"] : [])
    }

    /// The choice of the profile that was applied to the file.
    private static func profile(of file: MatrixFile) throws(SelectionError) -> SelectionProfile? {
        guard let name = file.profile else { return nil }
        func read(_ texts: [SelectionText], _ word: String) throws(SelectionError) -> [SelectionExpression] {
            try expressions(texts.map(\.text), "\(word) of profile '\(name)'")
        }
        return SelectionProfile(name, select: try read(file.select, "select"), skip: try read(file.skip, "skip"))
    }

    private static func expressions(
        _ texts: [String], _ origin: String
    ) throws(SelectionError) -> [SelectionExpression] {
        var expressions: [SelectionExpression] = []
        for text in texts { expressions.append(try SelectionExpression(text, from: origin)) }
        return expressions
    }

    private func checkCombination() throws(SelectionError) {
        if shard != nil, part != nil {
            throw SelectionError(
                .usage, "selection.part", "--part and --shard exclude each other", hint: "drop one of them")
        }
        if times != nil, shardBy != .time {
            throw SelectionError(
                .usage, "selection.times", "--times is for --shard-by time",
                hint: "add --shard-by time, or drop --times")
        }
        if failed, let rerun, rerun != "latest" {
            throw SelectionError(
                .usage, "selection.rerun", "--failed means the last run, --rerun another one", hint: "drop --failed")
        }
    }

    /// The folder of the run to finish.
    private func earlierFolder(_ output: FilePath) -> FilePath? {
        guard failed || rerun != nil else { return nil }
        guard let rerun, rerun != "latest" else { return output }
        return HostFacts.currentFolder.pushing(FilePath(rerun)).lexicallyNormalized()
    }

    /// Without a run to go by all cells count the same, unless one is named.
    private func timesOfCells(_ output: FilePath) throws -> [CellID: Double] {
        guard let times else { return (try? RunFolder(output).record()).map(EarlierRun.times) ?? [:] }
        return EarlierRun.times(of: try RunFolder(HostFacts.currentFolder.pushing(FilePath(times))).record())
    }

    private func changes(
        since revision: String, _ file: MatrixFile, _ matrix: MatrixArguments
    ) async throws -> Selection.Changes {
        let name = FilePath(matrix.file).lastComponent?.string ?? matrix.file
        let parent = FilePath(HostFacts.environment["TMPDIR"] ?? "/tmp")
        do {
            let scratch = try Disk().makeTemporaryFolder(in: parent, prefix: "bmatrix-git")
            defer { try? Disk().removeTree(scratch) }
            let git = try Git(
                in: matrix.folder, scratch: scratch, processes: .live, environment: HostFacts.environment)
            let changes = try await GitChanges(since: revision, matrix: name, git: git)
            return GitComparison(changes, file: file, folder: matrix.folder).changes
        } catch let error as DiskError { throw Fault(error) }
    }
}

extension ShardRequest.Rule: ExpressibleByArgument {}

/// What the options ask for, ready to be applied to a plan.
struct Choice: Sendable {
    var selection: Selection
    /// Seconds that cells took, for shards balanced by time.
    var times: [CellID: Double]
    /// The matrix file, as it was named.
    var matrix: String

    /// The cells that were asked for. Prints what is worth knowing; ends the command with its status if there are none, unless that
    /// is what a shard came out as or what the user allowed.
    func selected(from plan: Plan) throws -> Selected {
        let selected = try sifted(plan)
        if plan.cells.isEmpty, !selection.allowsEmpty {
            throw Fault(
                status: .nothingSelected, code: "plan.empty", message: "no cell is selected",
                hint: "`bmatrix plan \(matrix)` tells why each one was dropped")
        }
        return selected
    }

    /// The same for commands that show an empty plan, too.
    func sifted(_ plan: Plan) throws -> Selected {
        do throws(SelectionError) {
            let selected = try selection.applied(to: plan, times: times)
            for note in selected.notes { Terminal.standardError.write("note: \(note)") }
            return selected
        } catch { throw Fault.status(of: error) }
    }
}

extension Fault {
    /// Prints an error of the selection as it wants to be seen, and gives the status to end with.
    fileprivate static func status(of error: SelectionError) -> ExitStatus {
        Terminal.standardError.write(error.text)
        return error.kind == .usage ? .usage : .nothingSelected
    }
}
