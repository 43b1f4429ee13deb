package import Matrix

/// The command lines that run cells again.
package struct Rerun: Sendable {
    private let matrix: String

    /// `nil` for a run without a matrix file, such as one over finished artifacts.
    package init?(_ record: RunRecord) {
        guard let matrix = record.matrix else { return nil }
        self.matrix = ShellWord(path: matrix).text
    }

    /// The line for one cell: `bmatrix run matrix.yaml --only CELL-ID`.
    package func line(_ cell: CellID) -> String { "bmatrix run \(matrix) --only \(ShellWord(cell.text).text)" }

    /// The line for all cells that failed or never ran.
    package var unfinished: String { "bmatrix run \(matrix) --rerun latest" }

    /// What that line is for, where more than one cell needs it or some were never finished.
    func purpose(_ counts: Counts) -> String? {
        if counts.interrupted > 0 { return "rerun all that failed or was not finished" }
        return counts.failed > 1 ? "rerun all that failed" : nil
    }
}
