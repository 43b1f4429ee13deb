import Builds
import Configuration
import Host
import Matrix
import Runtimes
import SystemPackage

/// What a run would do, without doing any of it.
struct RunPreview {
    let matrix: MatrixArguments
    let file: MatrixFile
    let sources: Sources
    let offers: RuntimeOffers
    /// Hears of what is fetched, where somebody does what is previewed.
    var notify: @Sendable (String) -> Void = { _ in }

    /// The graph of a plan, and what earlier runs took.
    func graph(of plan: Plan) async -> (graph: ActionGraph, history: History) {
        let history = HistoryFile(sources.actions, matrix: matrix.path).read()
        let context = RunSetup(matrix: matrix, file: file, sources: sources, offers: offers).context(notify: notify)
        return (await CellGraph.graph(of: plan, context), history)
    }
}
