import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

extension CellGraph {
    /// What the build tool leaves behind, shared by all cells of the same app, format, OTP and Elixir.
    mutating func compile(_ subject: Subject, _ supplies: Supplies) throws(Failure) -> Step {
        let build = try build(subject, supplies)
        let key = key(of: build, supplies)
        let (digest, context, inputs) = (key.digest, context, key.inputs)
        let place = graph.add(digest.hex) {
            Action(
                key: digest.hex, stage: .compile,
                subject: "\(subject.app.name) (\(build.format.rawValue)) with OTP \(subject.otp) and Elixir "
                    + subject.elixir.text,
                inputs: inputs, needs: supplies.toolchainActions, demand: subject.demand(),
                isDone: context.store.holds(digest), retries: subject.settings.retries.infra
            ) { (owner) async throws(Failure) in try await context.compile(build, digest, owner) }
        }
        return Step(place: place, key: digest)
    }

    private mutating func build(_ subject: Subject, _ supplies: Supplies) throws(Failure) -> MixBuild {
        let settings = subject.settings
        return MixBuild(
            project: try project(subject.app), toolchain: supplies.toolchain, format: subject.cell.mode.format,
            release: subject.app.release,
            environment: BuildEnvironment.variables(settings.environment, caller: context.environment),
            timeout: .seconds(settings.timeouts.build), grace: .seconds(settings.timeouts.grace))
    }

    private mutating func project(_ app: App) throws(Failure) -> ProjectSnapshot {
        let root = context.base.pushing(FilePath(app.path)).lexicallyNormalized()
        if let known = projects[root] { return try known.get() }
        let result: Result<ProjectSnapshot, Failure>
        do throws(ReleaseError) {
            result = .success(try ProjectSnapshot(of: root, disk: context.disk))
        } catch { result = .failure(error.failure(stage: .compile)) }
        projects[root] = result
        return try result.get()
    }

    private func key(of build: MixBuild, _ supplies: Supplies) -> ActionKey {
        var key = ActionKey(MixBuild.recipe)
        key.add("project", build.project.digest.hex)
        key.add("toolchain", supplies.toolchainKey)
        key.add("format", build.format.rawValue)
        key.add("release", build.release ?? "")
        key.add("environment", build.environment)
        key.add("overlay", SHA256.digest(of: MixBuild.overlay).hex)
        return key
    }
}

extension RunContext {
    fileprivate func compile(
        _ build: MixBuild, _ key: DigestValue, _ owner: CellID
    ) async throws(Failure) -> Performed {
        let log = try madeLogs(of: owner, .compile).appending("compile.log")
        let (store, processes, disk) = (store, processes, disk)
        let cached = try await store.fill(key) { (folder) async throws(Failure) in
            let work = try store.workFolder(key)
            defer { try? disk.removeTree(work) }
            do throws(ReleaseError) {
                let output = folder.appending("output")
                try await build.run(in: work, output: output, log: log, processes: processes, disk: disk)
            } catch { throw error.failure(stage: .compile) }
        }
        return Performed(cached: cached)
    }
}
