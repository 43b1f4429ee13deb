import Configuration
import Digest
import Host
package import Matrix
import Releases

/// The graph of a plan: for each cell its stages in order, those that cells have in common once.
package struct CellGraph: Sendable {
    let context: RunContext
    package internal(set) var graph = ActionGraph()
    /// What the projects hold, by folder.
    var projects: [[String]: Result<KnownProject, Failure>] = [:]
    /// What the sources have, by what was asked for.
    var provisions: [String: Result<Provision, Failure>] = [:]
    let deliveries = Deliveries()
    private let apps: [String: App]

    private init(_ context: RunContext) {
        self.context = context
        apps = Dictionary(context.file.apps.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Reads the projects and asks what is in the store; does nothing of the work yet.
    package static func graph(of plan: Plan, _ context: RunContext) async -> ActionGraph {
        var builder = CellGraph(context)
        for cell in plan.cells { await builder.add(cell, failure: plan.failures[cell.id]) }
        return builder.graph
    }

    private mutating func add(_ cell: Cell, failure: Failure?) async {
        let settings = context.file.settings(for: cell)
        var ends: [Int] = []
        var failure = failure
        if failure == nil {
            do throws(Failure) { ends = [try await stages(of: cell, settings)] } catch { failure = error }
        }
        graph.add(cell.id, ends: ends, failure: failure, rule: settings.rule, timeout: settings.timeouts.cell)
    }

    /// The stages of a cell, in order; returns the last one.
    private mutating func stages(of cell: Cell, _ settings: Settings) async throws(Failure) -> Int {
        var subject = try resolve(cell, settings)
        let supplies = try await fetch(subject)
        if supplies.runtime.isFallback { subject.fallback = standIn(for: cell, subject.otp) }
        let build = try await compile(subject, supplies)
        let tree = try assemble(subject, supplies, build)
        let payload = try pack(subject, tree)
        let smoke = try smoke(subject, payload)
        return measure(subject, smoke)
    }

    /// Nothing is left to decide here but whether the plan has found versions.
    private func resolve(_ cell: Cell, _ settings: Settings) throws(Failure) -> Subject {
        guard let otp = cell.otp, let elixir = cell.elixir, let app = apps[cell.app] else {
            throw Failure(
                stage: .resolve, code: "resolve.no-version", message: "no source has the versions of \(cell.id)",
                hint: "run `bmatrix plan` to see what the sources have")
        }
        return Subject(
            cell: cell, settings: settings, app: app, otp: otp, elixir: elixir,
            knownMemory: context.options.memory[cell.id] ?? 0)
    }

    /// Tells that another OTP was used than the one that was asked for.
    private func standIn(for cell: Cell, _ otp: Version) -> String {
        let words = "OTP \(cell.otpRequest) was asked for; the host's \(otp) was used"
        context.events.send(
            .cellWarned(
                cell.id,
                Failure(
                    stage: .resolve, code: Failure.fallbackCode, message: words,
                    hint: "remove `fallback:` from the matrix file to have an error instead")))
        return words
    }

    /// A cell with what is known of it.
    struct Subject: Sendable {
        let cell: Cell
        let settings: Settings
        let app: App
        let otp: Version
        let elixir: Version
        /// The memory that its heaviest action took in earlier runs, in bytes; 0 if that is unknown.
        let knownMemory: Int
        /// That the host's own Erlang stands in for what was asked for, in words; empty where it does not.
        var fallback = ""

        /// What an action of the cell takes that keeps a processor busy.
        func demand(groups: [String] = []) -> Demand {
            Demand(groups: groups, memory: settings.memory ?? knownMemory)
        }
    }

    /// An action of the graph and the key of its results.
    struct Step: Sendable {
        let place: Int
        let key: DigestValue
    }
}
