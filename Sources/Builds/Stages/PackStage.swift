import Artifacts
import Configuration
import Digest
import FoundationEssentials
import Host
import Matrix
import Releases
import SystemPackage

/// An artifact in the output folder.
struct DeliveredArtifact: Sendable {
    let path: FilePath
    let record: ArtifactRecord
    let smokeTests: [SmokeTest]
}

extension CellPipeline {
    /// The artifact of the cell: taken from the store or packed, then put into the output folder.
    func pack(_ tree: StoredTree, _ versions: ResolvedVersions) async throws(Failure) -> Staged<DeliveredArtifact> {
        let description = try describe(tree, versions)
        let key = try packingKey(tree, description)
        let (store, settings, target) = (context.store, settings, cell.target)
        let packing = actions.packing
        let packed = try await actions.artifacts.value(for: key) { () async throws(Failure) in
            try await store.folder(key) { (folder) async throws(Failure) in
                try await packing.take { () async throws(Failure) in
                    try await Self.writeArtifact(tree, description, settings, for: target, store, to: folder)
                }
            }
        }
        let delivered = try await deliver(packed.value.value, description)
        context.events.send(.artifactMade(cell.id, delivered.record))
        return Staged(delivered, cached: packed.value.cached || !packed.isFirst)
    }

    private static func writeArtifact(
        _ tree: StoredTree, _ description: ArtifactDescription, _ settings: Settings, for target: Target,
        _ store: ActionStore, to folder: FilePath
    ) async throws(Failure) {
        do throws(ArtifactError) {
            let files = try ReleaseTree(scanning: tree.root) { tree.description.component(of: $0) }
            let cache = FrameCache(lookup: store.bytes, store: store.keep)
            let artifact = try await ArtifactWriter(level: Int32(settings.compression), cache: cache)
                .write(files, description, for: target, to: folder.appending("artifact"))
            try write(artifact, appVersion: description.version, to: folder)
        } catch { throw error.failure(stage: .pack) }
    }

    /// What the manifest says of the artifact.
    private func describe(_ tree: StoredTree, _ versions: ResolvedVersions) throws(Failure) -> ArtifactDescription {
        let launch = LaunchPlan(tree: tree.description, app: versions.app, mode: cell.mode)
        return ArtifactDescription(
            app: cell.app, version: tree.description.appVersion, mode: cell.mode, otp: versions.otp.text,
            elixir: versions.elixir.text, target: cell.target.name, cell: cell.id.text, program: launch.executable,
            arguments: launch.arguments, environment: launch.environment,
            smoke: try SmokeTestList.text(settings.smokeTests))
    }

    private func packingKey(_ tree: StoredTree, _ description: ArtifactDescription) throws(Failure) -> DigestValue {
        var key = ActionKey("pack-1")
        do throws(ArtifactError) {
            key.add("launcher", SHA256.digest(of: try Launchers.launcher(for: cell.target)).hex)
        } catch { throw error.failure(stage: .pack) }
        key.add("tree", tree.key.hex)
        key.add("compression", "\(settings.compression)")
        key.add("cell", description.cell)
        key.add("version", description.version)
        key.add("program", description.program)
        for argument in description.arguments { key.add("argument", argument) }
        for variable in description.environment { key.add("environment", variable) }
        key.add("smoke", description.smoke)
        return key.digest
    }

    private static func write(
        _ artifact: PackedArtifact, appVersion: String, to folder: FilePath
    ) throws(ArtifactError) {
        let record = ArtifactRecord(
            file: "", sha256: artifact.digest.hex, size: artifact.size, components: artifact.sizes,
            appVersion: appVersion)
        let path = folder.appending("record.json")
        guard let data = try? JSONEncoder().encode(record) else { throw .unwritable(path, .invalidArgument) }
        do throws(DiskError) { try Disk().write(Array(data), to: path) } catch {
            throw .unwritable(path, Errno(rawValue: error.number))
        }
    }

    /// The artifact's name; it tells the Elixir only where cells differ in it.
    private func fileName(_ description: ArtifactDescription) -> String {
        let elixir = cell.namesElixir ? "-elixir\(description.elixir)" : ""
        return
            "\(cell.app)-\(description.version)-\(cell.mode.rawValue)-otp\(description.otp)\(elixir)-\(cell.target.name)"
    }

    /// Copies the artifact from the store to the output folder, checked on its way.
    private func deliver(_ folder: FilePath, _ description: ArtifactDescription) async throws(Failure)
        -> DeliveredArtifact
    {
        let name = fileName(description)
        let path = context.output.appending(name)
        let disk = context.disk
        var record = try await Blocking.run { () throws(Failure) in
            guard let json = try? disk.read(folder.appending("record.json")),
                let record = try? JSONDecoder().decode(ArtifactRecord.self, from: Data(json)),
                let bytes = try? disk.read(folder.appending("artifact")),
                SHA256.digest(of: bytes).hex == record.sha256
            else { throw ActionStore.damaged(folder, stage: .pack) }
            do throws(DiskError) { try disk.write(bytes, to: path, mode: 0o755) } catch {
                throw error.failure(stage: .pack)
            }
            return record
        }
        record.file = name
        return DeliveredArtifact(path: path, record: record, smokeTests: settings.smokeTests)
    }
}

extension ArtifactError {
    /// The failure of a cell at a stage.
    func failure(stage: Stage) -> Failure {
        Failure(stage: stage, code: code, message: message, hint: hint)
    }
}
