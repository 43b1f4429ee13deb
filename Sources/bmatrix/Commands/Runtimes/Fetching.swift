import Builds
import Host
import Matrix
import Reports

/// Fetches things a few at a time and tells of each; one that fails stops no other.
struct Fetching: Sendable {
    private static let atOnce = 4

    /// What may be fetched at the same time, wave by wave.
    let waves: [[Piece]]

    /// Something to fetch.
    struct Piece: Sendable {
        let name: String
        let isThere: Bool
        let obtain: @Sendable () async throws(Failure) -> Void
    }

    init(waves: [[Piece]]) { self.waves = waves }

    /// All that the actions of a run get over the network: what is built with, then dependencies, which it takes that for.
    init(of graph: ActionGraph) {
        waves = [Stage.fetch, .dependencies].map { stage in
            graph.actions.indices.filter { graph.actions[$0].stage == stage }.map { index in
                let user = graph.users[index].first.map { graph.cells[$0].id }
                return Piece(graph.actions[index], for: user ?? CellID(""))
            }
        }
    }

    /// Works through the waves; throws the first failure at their end.
    func start() async throws {
        var failures: [Failure] = []
        for wave in waves where failures.isEmpty { failures += await fetch(wave) }
        if Task.isCancelled { throw CancellationError() }
        guard let failure = failures.first else { return }
        throw Fault(status: .infrastructure, code: failure.code, message: failure.message, hint: failure.hint)
    }

    private func fetch(_ pieces: [Piece]) async -> [Failure] {
        await withTaskGroup(of: Failure?.self) { group in
            var failures: [Failure] = []
            for (index, piece) in pieces.enumerated() {
                if index >= Self.atOnce, let result = await group.next(), let failure = result {
                    failures.append(failure)
                }
                group.addTask { await piece.fetch() }
            }
            for await result in group { if let result { failures.append(result) } }
            return failures
        }
    }
}

extension Fetching.Piece {
    /// What a source has.
    init(_ provision: Provision) {
        self.init(name: provision.name, isThere: provision.isThere, obtain: provision.obtain)
    }

    fileprivate init(_ action: Action, for cell: CellID) {
        self.init(name: action.subject, isThere: action.isDone) { () async throws(Failure) in
            _ = try await action.perform(cell)
        }
    }

    /// Fetches it and tells what became of it.
    fileprivate func fetch() async -> Failure? {
        let output = Terminal.standardOutput
        if isThere {
            output.write("in the cache: \(name)")
            return nil
        }
        let start = Clock.live.monotonic()
        do throws(Failure) {
            try await obtain()
            output.write("fetched: \(name), \(Span(Clock.live.monotonic() - start).text)")
            return nil
        } catch {
            if !Task.isCancelled { output.write("failed: \(name): \(error.message) [\(error.code)]") }
            return error
        }
    }
}
