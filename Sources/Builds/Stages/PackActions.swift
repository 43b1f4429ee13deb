import Artifacts
import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

extension CellGraph {
    /// The packed tree: launcher and compressed payload. Cells that differ in mode or smoke tests only have it in common.
    mutating func pack(_ subject: Subject, _ tree: Step) throws(Failure) -> Step {
        let target = subject.cell.target
        var key = ActionKey("pack-4")
        do throws(ArtifactError) {
            key.add("launcher", SHA256.digest(of: try Launchers.launcher(for: target)).hex)
        } catch { throw error.failure(stage: .pack) }
        key.add("tree", tree.key.hex)
        key.add("compression", "\(subject.settings.compression)")
        let (digest, context, inputs) = (key.digest, context, key.inputs)
        let place = graph.add(digest.hex) {
            Action(
                key: digest.hex, stage: .pack, subject: "\(subject.app.name) for \(target) with OTP \(subject.otp)",
                inputs: inputs, needs: [tree.place], demand: subject.demand(groups: [ResourceGroup.packing]),
                isDone: context.store.holds(digest), timeout: .seconds(subject.settings.timeouts.build),
                retries: subject.settings.retries.infra
            ) { (_) async throws(Failure) in try await context.pack(subject, tree.key, digest) }
        }
        return Step(place: place, key: digest)
    }
}

extension RunContext {
    /// The name of the packed file in the store.
    static let payload = "artifact"

    fileprivate func pack(
        _ subject: CellGraph.Subject, _ treeKey: DigestValue, _ key: DigestValue
    ) async throws(Failure) -> Performed {
        try requireFreeDisk(.pack, for: store.place(key))
        let folder = store.place(treeKey)
        let tree = StoredTree(root: folder.appending("root"), description: try TreeDescription(in: folder, .pack, disk))
        // Everything that is the cell's own is put in when the artifact is delivered.
        var description = subject.description(of: tree.description, smoke: "")
        description.cell = "payload"
        description.properties = [:]
        let level = Int32(subject.settings.compression)
        let (store, described, width) = (store, description, options.jobs)
        let cached = try await store.fill(key) { (folder) async throws(Failure) in
            do throws(ArtifactError) {
                let files = try ReleaseTree(scanning: tree.root) { tree.description.component(of: $0) }
                let cache = FrameCache(
                    lookup: { store.bytes(.frames, $0) }, store: { store.keep(.frames, $0, $1) })
                _ = try await ArtifactWriter(level: level, cache: cache, width: width)
                    .write(files, described, for: subject.cell.target, to: folder.appending(Self.payload))
            } catch { throw error.failure(stage: .pack) }
            try tree.description.write(to: folder, disk: disk, stage: .pack)
        }
        return Performed(cached: cached)
    }
}

extension CellGraph.Subject {
    /// What the manifest says of the artifact.
    func description(of tree: TreeDescription, smoke: String) -> ArtifactDescription {
        let launch = LaunchPlan(tree: tree, app: app, mode: cell.mode, on: cell.target.operatingSystem)
        var properties = cell.target.properties
        if !fallback.isEmpty { properties["fallback"] = fallback }
        if let floor = tree.native.glibcFloor { properties["glibc"] = floor.text }
        var description = ArtifactDescription(
            app: cell.app, version: tree.appVersion, mode: cell.mode, otp: otp.text, elixir: elixir.text,
            target: cell.target.name, cell: cell.id.text, program: launch.executable, arguments: launch.arguments,
            environment: launch.environment, smoke: smoke,
            properties: properties)
        (description.rpc, description.remote) = (launch.rpc, launch.remote)
        description.hasControl = settings.hasControlWords
        return description
    }

    /// The artifact's name; it tells the Elixir only where cells differ in it.
    func fileName(_ description: ArtifactDescription) -> String {
        let elixir = cell.namesElixir ? "-elixir\(description.elixir)" : ""
        let versions = "\(description.version)-\(cell.mode.rawValue)-otp\(description.otp)\(elixir)"
        return "\(cell.app)-\(versions)-\(cell.target.name)\(cell.target.suffix)"
    }
}

extension ArtifactError {
    /// The failure of a cell at a stage.
    func failure(stage: Stage) -> Failure {
        let isInfrastructure = if case .unwritable = self { true } else { false }
        return Failure(stage: stage, code: code, message: message, hint: hint, isInfrastructure: isInfrastructure)
    }
}
