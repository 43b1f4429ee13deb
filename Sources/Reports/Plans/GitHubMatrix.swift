internal import Matrix

/// The jobs as GitHub's `strategy.matrix` takes them: one line of JSON for a job's output.
package struct GitHubMatrix: Sendable {
    /// The most jobs that GitHub makes of a matrix.
    package static let limit = 256
    /// The most characters: GitHub counts two bytes for each, and takes one megabyte.
    static let characters = 500_000

    private let jobs: [FanOut.Job]

    package init(_ fanOut: FanOut) { jobs = fanOut.jobs }

    /// Without any job; GitHub refuses to run it, so that the workflow has to ask first.
    package static let empty = "{\"include\":[]}"

    /// The line, without its end.
    package func line() throws(ReportError) -> String {
        let line = try JSONTree.object(["include": .list(jobs.map(GitHubMatrix.entry))]).line()
        guard line.utf16.count <= GitHubMatrix.characters else {
            throw .tooLarge("the matrix for GitHub has \(line.utf16.count) characters of \(GitHubMatrix.characters)")
        }
        return line
    }

    private static func entry(_ job: FanOut.Job) -> JSONTree {
        var entry: [String: JSONTree] = ["name": .text(job.name), "args": .text(job.arguments)]
        if let cell = job.cell {
            entry["cell"] = .text(cell.id.text)
            entry["app"] = .text(cell.app)
            entry["mode"] = .text(cell.mode.rawValue)
            entry["otp"] = .text(cell.otp?.text ?? cell.otpRequest.text)
            entry["elixir"] = (cell.elixir?.text ?? cell.elixirRequest?.text).map { .text($0) }
            entry["target"] = .text(cell.target.name)
        }
        return .object(entry)
    }
}
