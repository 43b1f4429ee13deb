import Configuration
import Matrix

/// The judgement of an artifact's sizes by the budget of the matrix file.
struct Measurement {
    private let budget: Budget
    /// The size of the cell's artifact in the last run that was green for it, in bytes.
    private let baseline: Int?

    init(_ subject: CellGraph.Subject, _ context: RunContext) {
        self.init(budget: subject.settings.budget, baseline: context.options.baselines[subject.cell.id])
    }

    init(budget: Budget, baseline: Int?) {
        self.budget = budget
        self.baseline = baseline
    }

    /// Throws unless the artifact is within its budget.
    func judge(_ artifact: ArtifactRecord) throws(Failure) {
        let raw = artifact.components.reduce(0) { $0 + $1.raw }
        try hold(artifact.size, to: budget.stored, "the file \(artifact.file)")
        try hold(raw, to: budget.raw, "what \(artifact.file) extracts to")
        guard let growth = budget.growth, let baseline else { return }
        let limit = Int((Double(baseline) * (1 + growth)).rounded(.down))
        guard artifact.size > limit else { return }
        throw Failure(
            stage: .measure, code: "measure.grown",
            message: "the file \(artifact.file) has grown from \(baseline) to \(artifact.size) bytes; its budget is "
                + "growth to \(limit)",
            hint: "sizes.md tells its parts; raise the budget for one run if that is meant")
    }

    private func hold(_ size: Int, to limit: Int?, _ what: String) throws(Failure) {
        guard let limit, size > limit else { return }
        throw Failure(
            stage: .measure, code: "measure.over-budget",
            message: "\(what) has \(size) bytes, \(size - limit) more than its budget of \(limit)",
            hint: "sizes.md tells which part grew; raise the budget if that is meant")
    }
}
