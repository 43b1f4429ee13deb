import Configuration
import Digest
import Host
import Matrix
import Releases
import Synchronization
import SystemPackage

extension CellGraph {
    /// What the build tool leaves behind, shared by all cells of the same app, format, OTP and Elixir.
    mutating func compile(_ subject: Subject, _ supplies: Supplies) async throws(Failure) -> Step {
        let project = try project(subject.app)
        var tools = try await buildTools(subject, project)
        let dependencies = try await dependencies(subject, supplies, project, &tools)
        let work = CompileWork(
            subject: subject, project: project.snapshot, toolchain: supplies.toolchain, tools: tools.values,
            dependencies: dependencies?.key, context: context)
        var key = ActionKey("compile-1")
        key.add("toolchain", supplies.toolchainKey)
        key.add("tool", tools.keys)
        key.add("network", "\(subject.settings.network)")
        key.add("leaks", subject.settings.leaks.rawValue)
        if let dependencies { key.add("dependencies", dependencies.key.hex) }
        key.add("build", work.build(dependencies: nil).inputs)
        let (digest, context) = (key.digest, context)
        let inputs = key.inputs.filter { $0.name != "build.project" }
        let needs = supplies.toolchainActions + tools.actions + (dependencies.map { [$0.place] } ?? [])
        let place = graph.add(digest.hex) {
            Action(
                key: digest.hex, stage: .compile, subject: subject.buildName,
                // Every file by itself, so that it can be told which one has changed.
                inputs: inputs + project.snapshot.inputs, needs: needs, demand: subject.demand(),
                isDone: context.store.holds(digest),
                retries: subject.settings.retries.infra
            ) { (owner) async throws(Failure) in try await work.perform(digest, owner) }
        }
        return Step(place: place, key: digest)
    }
}

extension CellGraph.Subject {
    /// What a build of it is called.
    var buildName: String {
        "\(app.name) (\(cell.mode.format.rawValue)) with OTP \(otp) and Elixir \(elixir)"
    }
}

extension ProjectSnapshot {
    /// Its files as inputs of an action.
    var inputs: [ActionInput] { zip(files, contents).map { ActionInput(name: $0, value: $1) } }
}

/// One compile: what is built, with what, and where that is put.
struct CompileWork: Sendable {
    let subject: CellGraph.Subject
    let project: ProjectSnapshot
    let toolchain: Toolchain
    let tools: ProjectTools
    /// The key of the action that fetched the dependencies; `nil` where they come with the project.
    let dependencies: DigestValue?
    let context: RunContext

    /// The build with dependencies that were fetched to a folder.
    func build(dependencies: FilePath?) -> ProjectBuild {
        ProjectBuild(
            project: project, toolchain: toolchain, tools: tools, format: subject.cell.mode.format,
            release: subject.app.release, dependencies: dependencies,
            environment: BuildEnvironment.variables(subject.settings.environment, caller: context.environment),
            timeout: .seconds(subject.settings.timeouts.build), grace: .seconds(subject.settings.timeouts.grace),
            network: subject.settings.network)
    }

    /// Processes that a build leaves behind would do the same on every machine that builds it.
    private func judge(_ leftovers: [RunningProcess], _ owner: CellID) throws(Failure) {
        if leftovers.isEmpty { return }
        var failure = Failure.leftBehind(leftovers)
        if subject.settings.leaks == .fail { throw failure }
        failure.hint = ""
        context.events.send(.cellWarned(owner, failure))
    }

    /// Builds, unless that was done meanwhile.
    func perform(_ key: DigestValue, _ owner: CellID) async throws(Failure) -> Performed {
        try context.requireFreeDisk(.compile, for: context.store.place(key))
        let log = try context.madeLogs(of: owner, .compile).appending("compile.log")
        let (store, processes, disk) = (context.store, context.processes, context.disk)
        let build = build(
            dependencies: dependencies.flatMap { DependencyFetch.dependencies(in: store.place($0), disk: disk) })
        let memory = Mutex(0)
        let cached = try await store.fill(key) { (folder) async throws(Failure) in
            let work = try store.workFolder(key)
            defer { try? disk.removeTree(work) }
            let usage: BuildUsage
            do throws(ReleaseError) {
                let output = folder.appending("output")
                usage = try await build.run(in: work, output: output, log: log, processes: processes, disk: disk)
            } catch { throw error.failure(stage: .compile) }
            memory.withLock { $0 = usage.memory }
            try judge(usage.leftovers, owner)
        }
        return Performed(cached: cached, memory: memory.withLock { $0 })
    }
}

extension Failure {
    /// A build left processes behind.
    fileprivate static func leftBehind(_ processes: [RunningProcess]) -> Failure {
        let names = processes.map { "\($0.pid) (\($0.commandLine))" }.joined(separator: ", ")
        return Failure(
            stage: .compile, code: "compile.left-behind",
            message: "the build left \(processes.count == 1 ? "a process" : "processes") behind: \(names)",
            hint: "end what a compiler or a Mix task starts, or set `leaks: warn` in the matrix file")
    }
}
