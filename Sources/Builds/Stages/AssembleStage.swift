import Digest
import FoundationEssentials
import Host
import Matrix
import Releases
import SystemPackage

/// A release tree in the store, and what it is.
struct StoredTree: Sendable {
    let root: FilePath
    let key: DigestValue
    let description: TreeDescription
}

extension CellPipeline {
    /// The tree that is packed: the app's files, the applications of the target's OTP that they need, and its ERTS.
    func assemble(_ build: Supplied<FilePath>, _ supplies: Supplies) async throws(Failure) -> Staged<StoredTree> {
        let format = cell.mode.format
        var recipe = ActionKey(format == .release ? ReleaseAssembly.recipe : EscriptAssembly.recipe)
        recipe.add("build", build.key)
        recipe.add("runtime", supplies.runtime.key)
        recipe.add("entry", supplies.entry.key)
        let key = recipe.digest
        let (store, disk) = (context.store, context.disk)
        let result = try await actions.trees.value(for: key) { () async throws(Failure) in
            try await store.folder(key) { (folder) async throws(Failure) in
                try await Blocking.run { () throws(Failure) in
                    do throws(ReleaseError) {
                        let tree = try Self.makeTree(format, build.value, supplies, folder.appending("root"), disk)
                        try Self.write(tree, to: folder.appending("tree.json"), disk)
                    } catch { throw error.failure(stage: .assemble) }
                }
            }
        }
        let description = try read(result.value.value.appending("tree.json"))
        let tree = StoredTree(root: result.value.value.appending("root"), key: key, description: description)
        return Staged(tree, cached: result.value.cached || !result.isFirst)
    }

    private static func makeTree(
        _ format: Format, _ build: FilePath, _ supplies: Supplies, _ root: FilePath, _ disk: Disk
    ) throws(ReleaseError) -> TreeDescription {
        let output = build.appending("output")
        let text: String
        do throws(DiskError) {
            try disk.makeFolder(root)
            text = try disk.readText(output.appending("facts"))
        } catch { throw .disk(error) }
        let facts = try MixFacts(text)
        let runtime = try RuntimeParts(root: supplies.runtime.value, disk: disk)
        let built = output.appending(format == .release ? "release" : "escript")
        let inputs = AssemblyInputs(built: built, facts: facts, runtime: runtime, entry: supplies.entry.value)
        switch format {
        case .release: return try ReleaseAssembly(inputs).assemble(at: root, disk: disk)
        case .escript: return try EscriptAssembly(inputs).assemble(at: root, disk: disk)
        }
    }

    private static func write(
        _ tree: TreeDescription, to path: FilePath, _ disk: Disk
    ) throws(ReleaseError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(tree) else {
            throw .badOutput(what: "the release tree", detail: "its description cannot be written as JSON")
        }
        do throws(DiskError) { try disk.write(Array(data), to: path) } catch { throw .disk(error) }
    }

    private func read(_ path: FilePath) throws(Failure) -> TreeDescription {
        if let bytes = try? context.disk.read(path),
            let tree = try? JSONDecoder().decode(TreeDescription.self, from: Data(bytes))
        {
            return tree
        }
        throw ActionStore.damaged(path, stage: .assemble)
    }
}
