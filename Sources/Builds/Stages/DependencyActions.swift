import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

/// The build tools of a project, and the actions that get them.
struct BuildTools: Sendable {
    var values = ProjectTools()
    var keys: [String: String] = [:]
    var actions: [Int] = []
}

extension CellGraph {
    /// The tools that the project's build takes besides Erlang and Elixir.
    mutating func buildTools(_ subject: Subject, _ project: KnownProject) async throws(Failure) -> BuildTools {
        var tools = BuildTools()
        guard project.needsRebar else { return tools }
        let (otp, supply) = (subject.otp, context.supply)
        let rebar3 = try await provision("rebar3 \(otp)") { () async throws(Failure) in try await supply.rebar3(otp) }
        tools.values.rebar3 = rebar3.place.appending("rebar3")
        tools.keys["rebar3"] = rebar3.key
        tools.actions.append(fetching(rebar3, subject.settings))
        return tools
    }

    /// What does not come with the project, fetched by an action of its own; `nil` where nothing is missing.
    mutating func dependencies(
        _ subject: Subject, _ supplies: Supplies, _ project: KnownProject, _ tools: inout BuildTools
    ) async throws(Failure) -> Step? {
        guard project.needsDependencies else { return nil }
        if project.needsHex { try await addHex(subject, &tools) }
        let environment = subject.settings.environment
        let fetch = DependencyFetch(
            project: project.snapshot, toolchain: supplies.toolchain, tools: tools.values,
            environment: BuildEnvironment.variables(environment, caller: context.environment)
                .merging(NetworkVariables.passed(environment.pass, caller: context.environment)) { $1 },
            timeout: .seconds(subject.settings.timeouts.fetch), grace: .seconds(subject.settings.timeouts.grace))
        var key = ActionKey("dependencies-1")
        key.add("toolchain", supplies.toolchainKey)
        key.add("tool", tools.keys)
        key.add("fetch", fetch.inputs)
        let (digest, context, inputs) = (key.digest, context, key.inputs)
        let needs = supplies.toolchainActions + tools.actions
        let place = graph.add(digest.hex) {
            Action(
                key: digest.hex, stage: .dependencies, subject: "the dependencies of \(subject.app.name)",
                inputs: inputs, needs: needs, demand: Demand(takesJob: false, groups: [ResourceGroup.fetching]),
                isDone: context.store.holds(digest), retries: subject.settings.retries.infra
            ) { (owner) async throws(Failure) in try await context.fetch(fetch, digest, owner) }
        }
        return Step(place: place, key: digest)
    }

    private mutating func addHex(_ subject: Subject, _ tools: inout BuildTools) async throws(Failure) {
        let (otp, supply) = (subject.otp, context.supply)
        guard let hex = try await supply.hex(otp) else { return }
        tools.values.hex = hex.place
        tools.keys["hex"] = hex.key
        tools.actions.append(fetching(hex, subject.settings))
    }
}

extension RunContext {
    fileprivate func fetch(
        _ fetch: DependencyFetch, _ key: DigestValue, _ owner: CellID
    ) async throws(Failure) -> Performed {
        if supply.isOffline { throw .offline(owner) }
        let log = try madeLogs(of: owner, .dependencies).appending("dependencies.log")
        let (store, processes, disk) = (store, processes, disk)
        let cached = try await store.fill(key) { (folder) async throws(Failure) in
            let work = try store.workFolder(key)
            defer { try? disk.removeTree(work) }
            do throws(ReleaseError) {
                try await fetch.run(in: work, output: folder, log: log, processes: processes, disk: disk)
            } catch { throw error.failure(stage: .dependencies) }
        }
        return Performed(cached: cached)
    }
}

extension Failure {
    fileprivate static func offline(_ cell: CellID) -> Failure {
        Failure(
            stage: .dependencies, code: "dependencies.offline",
            message: "the dependencies of \(cell) are not in the cache, and with --offline nobody is asked",
            hint: "fetch them while there is a network: `bmatrix runtimes fetch`", isInfrastructure: true)
    }
}
