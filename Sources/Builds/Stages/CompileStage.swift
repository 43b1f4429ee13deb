import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

extension CellPipeline {
    /// What the build tool leaves behind, shared by all cells of the same app, format, OTP and Elixir.
    func compile(_ supplies: Supplies) async throws(Failure) -> Staged<Supplied<FilePath>> {
        let build = try await mixBuild(supplies)
        let key = key(of: build, supplies)
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

    private func mixBuild(_ supplies: Supplies) async throws(Failure) -> MixBuild {
        let root = FilePath(supplies.versions.app.path)
        let project = context.base.pushing(root).lexicallyNormalized()
        let disk = context.disk
        let snapshot = try await actions.snapshots.value(for: project) { () async throws(Failure) in
            do throws(ReleaseError) {
                return try ProjectSnapshot(of: project, disk: disk)
            } catch { throw error.failure(stage: .compile) }
        }
        return MixBuild(
            project: snapshot.value, toolchain: supplies.toolchain.value, format: cell.mode.format,
            release: supplies.versions.app.release,
            environment: BuildEnvironment.variables(settings.environment, caller: context.environment),
            timeout: .seconds(settings.timeouts.build), grace: .seconds(settings.timeouts.grace))
    }

    private func key(of build: MixBuild, _ supplies: Supplies) -> DigestValue {
        var key = ActionKey(MixBuild.recipe)
        key.add("project", build.project.digest.hex)
        key.add("toolchain", supplies.toolchain.key)
        key.add("format", build.format.rawValue)
        key.add("release", build.release ?? "")
        key.add("environment", build.environment)
        key.add("overlay", MixBuild.overlay)
        return key.digest
    }
}

extension DiskError {
    /// The failure of a cell whose surroundings refused a file operation.
    func failure(stage: Stage) -> Failure {
        Failure(stage: stage, code: code, message: message, hint: hint, isInfrastructure: true)
    }
}
