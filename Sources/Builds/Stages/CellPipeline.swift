import Configuration
import Host
import Matrix
import Releases
import SystemPackage

/// The stages of one cell, in order.
struct CellPipeline: Sendable {
    let cell: Cell
    let settings: Settings
    let context: RunContext
    let actions: SharedActions

    /// Builds, packs and smoke-tests the cell; throws what it failed of.
    func run() async throws(Failure) {
        let versions = try await stage(.resolve, resolve)
        let supplies = try await stage(.fetch) { () async throws(Failure) in try await fetch(versions) }
        let build = try await stage(.compile) { () async throws(Failure) in try await compile(supplies) }
        let tree = try await stage(.assemble) { () async throws(Failure) in try await assemble(build, supplies) }
        let artifact = try await stage(.pack) { () async throws(Failure) in try await pack(tree, versions) }
        _ = try await stage(.smoke) { () async throws(Failure) in try await smoke(artifact) }
        _ = try await stage(.measure) { () async throws(Failure) in try measure(artifact) }
    }

    /// Runs a stage and tells when it began, how long it took, and whether its result was there already.
    private func stage<Value: Sendable>(
        _ stage: Stage, _ work: () async throws(Failure) -> Staged<Value>
    ) async throws(Failure) -> Value {
        if Task.isCancelled { throw .interrupted(stage) }
        context.events.send(.actionStarted(ActionStart(key: "", stage: stage, cells: [cell.id])))
        let start = context.clock.monotonic()
        var cached = false
        defer {
            let seconds = context.clock.monotonic() - start
            context.events.send(
                .actionFinished(
                    ActionRecord(key: "", stage: stage, cells: [cell.id], seconds: seconds, cached: cached)))
        }
        let result = try await work()
        cached = result.cached
        return result.value
    }

    /// Nothing is left to decide here but whether the plan has found versions.
    private func resolve() async throws(Failure) -> Staged<ResolvedVersions> {
        guard let otp = cell.otp, let elixir = cell.elixir, let app = context.app(of: cell) else {
            throw Failure(
                stage: .resolve, code: "resolve.no-version", message: "no source has the versions of \(cell.id)",
                hint: "run `bmatrix plan` to see what the sources have")
        }
        return Staged(ResolvedVersions(app: app, otp: otp, elixir: elixir), cached: true)
    }
}

/// What a stage made, and whether it was there already.
struct Staged<Value: Sendable>: Sendable {
    let value: Value
    let cached: Bool

    init(_ value: Value, cached: Bool) {
        self.value = value
        self.cached = cached
    }
}

/// The app of a cell and the versions it is built with.
struct ResolvedVersions: Sendable {
    let app: App
    let otp: Version
    let elixir: Version
}

extension Failure {
    /// What stops a cell whose run was interrupted; it never reaches a report.
    static func interrupted(_ stage: Stage) -> Failure {
        Failure(stage: stage, code: "run.interrupted", message: "the run was interrupted")
    }
}
