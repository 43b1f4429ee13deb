import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

extension CellPipeline {
    /// What the build tool leaves behind, shared by all cells of the same app, format, OTP and Elixir.
    func compile(_ supplies: Supplies) async throws(Failure) -> Staged<Supplied<FilePath>> {
        let (build, inputs) = try await build(supplies)
        let key = inputs.digest
        let (store, processes, disk) = (context.store, context.processes, context.disk)
        let log = try logs.appending("compile.log")
        let result = try await actions.compiles.value(for: key) { () async throws(Failure) in
            try await store.folder(key) { (folder) async throws(Failure) in
                let work = try store.workFolder(key)
                defer { try? disk.removeTree(work) }
                do throws(ReleaseError) {
                    let output = folder.appending("output")
                    try await build.run(in: work, output: output, log: log, processes: processes, disk: disk)
                } catch { throw error.failure(stage: .compile) }
            }
        }
        return Staged(result.value, cached: result.value.cached || !result.isFirst)
    }

    /// The cell's folder of logs, made if it is not there.
    var logs: FilePath {
        get throws(Failure) {
            let folder = context.logs(of: cell)
            do throws(DiskError) { try context.disk.makeFolder(folder) } catch { throw error.failure(stage: .compile) }
            return folder
        }
    }

    private func build(_ supplies: Supplies) async throws(Failure) -> (ProjectBuild, ActionKey) {
        let app = supplies.versions.app
        let project = try await snapshot(of: app)
        let disk = context.disk
        var key = ActionKey("compile-1")
        key.add("toolchain", supplies.toolchain.key)
        var tools = ProjectTools()
        if ProjectBuild.needsRebar(project, disk: disk) {
            let rebar3 = try await rebar(supplies)
            tools.rebar3 = rebar3.value
            key.add("rebar3", rebar3.key)
        }
        let dependencies = try await dependencies(of: project, supplies, &tools)
        if let dependencies { key.add("dependencies", dependencies.key) }
        let build = ProjectBuild(
            project: project, toolchain: supplies.toolchain.value, tools: tools, format: cell.mode.format,
            release: app.release,
            dependencies: dependencies.flatMap { DependencyFetch.dependencies(in: $0.value, disk: disk) },
            environment: BuildEnvironment.variables(settings.environment, caller: context.environment),
            timeout: .seconds(settings.timeouts.build), grace: .seconds(settings.timeouts.grace))
        key.add("build", build.inputs)
        return (build, key)
    }

    private func snapshot(of app: App) async throws(Failure) -> ProjectSnapshot {
        let base = context.base
        let places = ([app.path] + app.roots).map { base.pushing(FilePath($0)).lexicallyNormalized() }
        let (disk, leaving) = (context.disk, [context.output, base.appending("matrix.yaml")])
        return try await actions.snapshots.value(for: [app.app ?? ""] + places.map(\.string)) {
            () async throws(Failure) in
            do throws(ReleaseError) {
                return try ProjectSnapshot(
                    of: places[0], app: app.app, roots: Array(places.dropFirst()), leaving: leaving, disk: disk)
            } catch { throw error.failure(stage: .compile) }
        }.value
    }

    private func rebar(_ supplies: Supplies) async throws(Failure) -> Supplied<FilePath> {
        let (otp, supply) = (supplies.versions.otp, context.supply)
        let found = try await actions.tools.value(for: "rebar3/\(otp)") { () async throws(Failure) in
            try await supply.rebar3(otp)
        }.value
        guard let found else { throw Failure(stage: .fetch, code: "runtimes.no-rebar3", message: "no rebar3") }
        return found
    }

    /// What does not come with the project, fetched.
    private func dependencies(
        of project: ProjectSnapshot, _ supplies: Supplies, _ tools: inout ProjectTools
    ) async throws(Failure) -> Supplied<FilePath>? {
        let (store, processes, disk) = (context.store, context.processes, context.disk)
        guard DependencyFetch.isNeeded(for: project, disk: disk) else { return nil }
        var key = ActionKey("dependencies")
        key.add("toolchain", supplies.toolchain.key)
        let (otp, supply) = (supplies.versions.otp, context.supply)
        if DependencyFetch.needsHex(project) {
            let hex = try await actions.tools.value(for: "hex/\(otp)") { () async throws(Failure) in
                try await supply.hex(otp)
            }.value
            tools.hex = hex?.value
            key.add("hex", hex?.key ?? "")
        }
        let fetch = DependencyFetch(
            project: project, toolchain: supplies.toolchain.value, tools: tools,
            environment: BuildEnvironment.variables(settings.environment, caller: context.environment)
                .merging(NetworkVariables.passed(settings.environment.pass, caller: context.environment)) { $1 },
            timeout: .seconds(settings.timeouts.build), grace: .seconds(settings.timeouts.grace))
        do throws(ReleaseError) { key.add("fetch", try fetch.inputs(disk: disk)) } catch {
            throw error.failure(stage: .fetch)
        }
        let digest = key.digest
        let log = try logs.appending("dependencies.log")
        return try await actions.dependencies.value(for: digest) { () async throws(Failure) in
            try await store.folder(digest) { (folder) async throws(Failure) in
                let work = try store.workFolder(digest)
                defer { try? disk.removeTree(work) }
                do throws(ReleaseError) {
                    try await fetch.run(in: work, output: folder, log: log, processes: processes, disk: disk)
                } catch { throw error.failure(stage: .fetch) }
            }
        }.value
    }
}

extension DiskError {
    /// The failure of a cell whose surroundings refused a file operation.
    func failure(stage: Stage) -> Failure {
        Failure(stage: stage, code: code, message: message, hint: hint, isInfrastructure: true)
    }
}
