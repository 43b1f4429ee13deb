import ArgumentParser
import Matrix

/// `bmatrix check`: the matrix file and nothing else.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks the matrix file, without network or builds.")

    @OptionGroup var matrix: MatrixArguments

    func run() async throws {
        let file = try matrix.read()
        let plan = try MatrixArguments.plan(file, nil)
        let cells = plan.cells.count == 1 ? "1 cell" : "\(plan.cells.count) cells"
        Terminal.standardOutput.write("\(matrix.file): no errors; \(cells), \(plan.dropped.count) dropped")
    }
}
