import Configuration
import Matrix

extension CellPipeline {
    /// Holds the artifact's sizes against the budget of the matrix file.
    func measure(_ artifact: DeliveredArtifact) throws(Failure) -> Staged<Void> {
        let raw = artifact.record.components.reduce(0) { $0 + $1.raw }
        try hold(artifact.record.size, to: settings.budget.stored, "the file \(artifact.record.file)")
        try hold(raw, to: settings.budget.raw, "what \(artifact.record.file) extracts to")
        return Staged((), cached: false)
    }

    private func hold(_ size: Int, to limit: Int?, _ what: String) throws(Failure) {
        guard let limit, size > limit else { return }
        throw Failure(
            stage: .measure, code: "measure.over-budget",
            message: "\(what) has \(size) bytes, \(size - limit) more than its budget of \(limit)",
            hint: "sizes.md tells which part grew; raise the budget if that is meant")
    }
}
