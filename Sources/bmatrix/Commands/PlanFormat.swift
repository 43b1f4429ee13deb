import ArgumentParser
import Matrix
import Reports

/// How a plan is printed.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
    /// The graph of actions for Graphviz.
    case dot
    /// The jobs that run it in a CI service.
    case github, gitlab, buildkite

    /// The most jobs for cells that the service takes; `nil` for those that are no service's.
    var limit: Int? {
        switch self {
        case .text, .json, .dot: nil
        case .github: GitHubMatrix.limit
        case .gitlab: GitLabPipeline.limit
        case .buildkite: BuildkitePipeline.limit
        }
    }

    /// The jobs as the service reads them, line end included.
    func text(_ jobs: FanOut) throws(ReportError) -> String {
        switch self {
        case .text, .json, .dot: return ""
        case .github: return try GitHubMatrix(jobs).line() + "\n"
        case .gitlab: return try jobs.jobs.isEmpty ? GitLabPipeline.empty() : GitLabPipeline(jobs).document()
        case .buildkite: return try jobs.jobs.isEmpty ? BuildkitePipeline.empty() : BuildkitePipeline(jobs).document()
        }
    }
}
