import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

/// A release tree in the store, and what it is.
struct StoredTree: Sendable {
    let root: FilePath
    let description: TreeDescription
}

extension CellGraph {
    /// The tree that is packed: the app's files, the applications of the target's OTP that they need, and its ERTS.
    mutating func assemble(_ subject: Subject, _ supplies: Supplies, _ build: Step) throws(Failure) -> Step {
        let project = Material(
            role: .project, name: subject.app.name, version: "", uri: "file:\(PackageURL.encoded(subject.app.path))",
            sha256: try project(subject.app).snapshot.digest.hex)
        let format = subject.cell.mode.format
        var key = ActionKey(format == .release ? ReleaseAssembly.recipe : EscriptAssembly.recipe)
        key.add("build", build.key.hex)
        key.add("runtime", supplies.runtime.key)
        key.add("entry", supplies.entry.key.hex)
        key.add("stand-ins", StandIns.digest.hex)
        let (digest, context, inputs) = (key.digest, context, key.inputs)
        let place = graph.add(digest.hex) {
            Action(
                key: digest.hex, stage: .assemble,
                subject: "\(subject.app.name) (\(format.rawValue)) for \(subject.cell.target) with OTP \(subject.otp)",
                inputs: inputs, needs: [build.place, supplies.runtimeAction] + supplies.toolchainActions.prefix(1),
                isDone: context.store.holds(digest), retries: subject.settings.retries.infra
            ) { (_) async throws(Failure) in
                let store = context.store
                try context.requireFreeDisk(.assemble, for: store.place(digest))
                let parts = TreeParts(
                    format: format, build: store.place(build.key), runtime: supplies.runtime.place,
                    entry: try await supplies.entry.make(context),
                    materials: [project] + (try await supplies.materials.all()), disk: context.disk)
                let cached = try await store.fill(digest) { (folder) async throws(Failure) in
                    try await parts.assemble(in: folder)
                }
                return Performed(cached: cached)
            }
        }
        return Step(place: place, key: digest)
    }
}

/// What a tree is assembled from.
private struct TreeParts: Sendable {
    let format: Format
    let build: FilePath
    let runtime: FilePath
    let entry: FilePath
    let materials: [Material]
    let disk: Disk

    func assemble(in folder: FilePath) async throws(Failure) {
        try await Blocking.run { () throws(Failure) in
            var tree: TreeDescription
            do throws(ReleaseError) {
                tree = try makeTree(folder.appending("root"))
            } catch { throw error.failure(stage: .assemble) }
            tree.materials = materials
            try tree.write(to: folder, disk: disk, stage: .assemble)
        }
    }

    private func makeTree(_ root: FilePath) throws(ReleaseError) -> TreeDescription {
        let output = build.appending("output")
        let text: String
        do throws(DiskError) {
            try disk.makeFolder(root)
            text = try disk.readText(output.appending("facts"))
        } catch { throw .disk(error) }
        let built = output.appending(format == .release ? "release" : "escript")
        let inputs = AssemblyInputs(
            output: output, built: built, facts: try MixFacts(text),
            runtime: try RuntimeParts(root: runtime, disk: disk), entry: entry, disk: disk)
        switch format {
        case .release: return try ReleaseAssembly(inputs).assemble(at: root, disk: disk)
        case .escript: return try EscriptAssembly(inputs).assemble(at: root, disk: disk)
        }
    }
}
