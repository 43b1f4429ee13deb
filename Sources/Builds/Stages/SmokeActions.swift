import Artifacts
import Configuration
import Digest
import Host
import Matrix
import Releases
import Smoke
import Synchronization
import SystemPackage

extension CellGraph {
    /// The artifact in the output folder, run as a person who downloaded it would. Tests that passed with the same bytes on
    /// this host are not run again.
    mutating func smoke(_ subject: Subject, _ payload: Step) throws(Failure) -> Step {
        let tests = try SmokeTestList.text(subject.settings.smokeTests)
        var key = ActionKey("smoke-1")
        key.add("cell", subject.cell.id.text)
        key.add("artifact", payload.key.hex)
        key.add("entry", "\(subject.app.entry)")
        for test in subject.settings.smokeTests { key.add("test.\(test.name)", try SmokeTestList.text([test])) }
        key.add("network", "\(subject.settings.network)")
        key.add("control", "\(subject.settings.hasControlWords)")
        key.add("leaks", subject.settings.leaks.rawValue)
        key.add("host", context.options.host)
        let (digest, context, deliveries, inputs) = (key.digest, context, deliveries, key.inputs)
        let place = graph.add(digest.hex) {
            Action(
                key: digest.hex, stage: .smoke, subject: subject.cell.id.text, inputs: inputs, needs: [payload.place],
                demand: subject.demand(groups: subject.settings.groups), retries: subject.settings.retries.infra
            ) { (_) async throws(Failure) in
                let delivery = Delivery(subject: subject, tests: tests, context: context)
                let artifact = try await delivery.deliver(payload.key)
                deliveries.note(artifact.record, of: subject.cell.id)
                return try await SmokeTests(subject: subject, payload: payload.key, context: context).run(artifact)
            }
        }
        return Step(place: place, key: digest)
    }

    /// Holds the artifact's sizes against the budget of the matrix file.
    mutating func measure(_ subject: Subject, _ smoke: Step) -> Int {
        let key = "\(smoke.key.hex)-measure"
        let (context, deliveries) = (context, deliveries)
        return graph.add(key) {
            Action(
                key: key, stage: .measure, subject: subject.cell.id.text, needs: [smoke.place],
                demand: Demand(takesJob: false)
            ) { (_) async throws(Failure) in
                if let artifact = deliveries.record(of: subject.cell.id) {
                    try Measurement(subject, context).judge(artifact)
                }
                return Performed(cached: true)
            }
        }
    }
}

/// Puts a packed file into the output folder, with the manifest of its cell.
struct Delivery: Sendable {
    let subject: CellGraph.Subject
    /// The smoke tests as the manifest carries them.
    let tests: String
    let context: RunContext

    /// The artifact of the cell; every byte is checked on its way from the store.
    func deliver(_ payload: DigestValue) async throws(Failure) -> DeliveredArtifact {
        let folder = context.store.place(payload)
        let tree = try TreeDescription(in: folder, .pack, context.disk)
        try NativeJudgement(tree.native, target: subject.cell.target, limit: subject.settings.glibc).check()
        var description = subject.description(of: tree, smoke: tests)
        description.properties[ContainedPart.key] = try ContainedPart.text(
            ArtifactContents(tree: tree, description: description, tool: context.options.tool).parts)
        let name = subject.fileName(description)
        let path = context.output.appending(name)
        let packed: PackedArtifact
        do throws(ArtifactError) {
            let reader = try ArtifactReader(folder.appending(RunContext.payload))
            packed = try await SealedCopy(of: reader).write(description, to: path)
        } catch { throw failure(error, folder) }
        let digest = packed.digest.hex
        let companions: [CompanionRecord]
        do throws(Failure) {
            companions = try SideFiles(
                subject: subject, tree: tree, description: description, artifact: (name, digest),
                launcher: packed.manifest.launcherDigest, tool: context.options.tool
            ).write(to: context.output, disk: context.disk)
        } catch {
            // An artifact that no event tells of would be a file that nobody knows.
            for file in [name] + SideFile.allCases.map({ $0.name(for: name) }) {
                try? context.disk.removeFile(context.output.appending(file))
            }
            throw error
        }
        let record = ArtifactRecord(
            file: name, sha256: digest, size: packed.size, components: packed.sizes, appVersion: description.version,
            glibc: tree.native.glibcFloor, parts: tree.parts, companions: companions)
        context.events.send(.artifactMade(subject.cell.id, record))
        return DeliveredArtifact(path: path, record: record, description: description)
    }

    /// A fault of the file in the store is not the project's.
    private func failure(_ error: ArtifactError, _ folder: FilePath) -> Failure {
        if case .unwritable = error { return error.failure(stage: .pack) }
        if case .invalidValue = error { return error.failure(stage: .pack) }
        return ActionStore.damaged(folder, stage: .pack)
    }
}

/// The artifacts that a run has put into the output folder so far.
final class Deliveries: Sendable {
    private let records = Mutex<[CellID: ArtifactRecord]>([:])

    func note(_ record: ArtifactRecord, of cell: CellID) { records.withLock { $0[cell] = record } }

    func record(of cell: CellID) -> ArtifactRecord? { records.withLock { $0[cell] } }
}

/// An artifact in the output folder.
struct DeliveredArtifact: Sendable {
    let path: FilePath
    let record: ArtifactRecord
    let description: ArtifactDescription
}
