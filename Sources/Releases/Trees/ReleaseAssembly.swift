import BEAM
package import Host
import Matrix
package import SystemPackage

/// Makes a release tree for one target from what `mix release` built without ERTS, and the target's runtime.
package struct ReleaseAssembly: Sendable {
    private let inputs: AssemblyInputs

    package init(_ inputs: AssemblyInputs) { self.inputs = inputs }

    /// Raised when the same inputs would give another tree.
    package static let recipe = "release-tree-10"

    /// Elixir's own applications, told apart from the project's in the sizes.
    static let elixirApplications: Set<String> = ["eex", "elixir", "ex_unit", "iex", "logger", "mix"]

    /// Makes the tree in a new folder.
    package func assemble(at root: FilePath, disk: Disk) throws(ReleaseError) -> TreeDescription {
        let tree = TreeWriter(root: root, disk: disk)
        let version = try releaseVersion(disk)
        var script = try bootScript(version, disk)
        let libraries = script.libraries(below: "$ROOT")
        for library in libraries where !disk.isFolder(inputs.runtime.root.appending("lib/\(library)")) {
            throw .missingApplication(name: library, neededBy: "the release \(inputs.facts.release)")
        }
        // Arguments must be in place when the first application of the project starts.
        if !script.call(EntryModule.name, "boot", after: "elixir") {
            _ = script.call(EntryModule.name, "boot", after: "stdlib")
        }
        script.callAtEnd(EntryModule.name, "ready")
        do throws(DiskError) {
            let arguments = (try? disk.readText(inputs.built.appending("releases/\(version)/vm.args"))) ?? ""
            let programs = RuntimeParts.programs(release: arguments)
            try inputs.runtime.graft(programs: programs.keys, libraries: libraries, into: tree)
            try copyRelease(version, into: tree)
            let runtime = RuntimeFolders(libraries: libraries)
            let shared = try inputs.runtime.graftCLibrary(runtime, into: tree)
            try tree.copy(inputs.entry, to: "lib/\(EntryModule.folder)/ebin/\(EntryModule.name).beam")
            script.setKernel(TreeDescription.Encoding.parameter, to: "unicode", isReplaced: false)
            let isConfigured = tree.disk.kind(of: tree.root.appending("releases/\(version)/sys.config")) == .file
            try EarlyLoading(tree: tree).apply(.release(hasConfiguration: isConfigured), to: &script)
            try tree.put(script.bytes, at: "releases/\(version)/start.boot")
            try NativeTrimming(tree: tree, runtime: runtime, keepsProject: inputs.facts.keptChunks == nil).run()
            var description = try describe(version, libraries, tree)
            description.bundledLibraries.removeAll { shared.standIns.contains($0) }
            let reasons = inputs.runtime.reasons(programs, shared, entry: "gives the program its arguments")
            description.parts = try PackingReasons(tree: tree, app: inputs.facts.app, known: reasons)
                .parts(component: description.component)
            return description
        } catch { throw .disk(error) }
    }

    private func releaseVersion(_ disk: Disk) throws(ReleaseError) -> String {
        let path = inputs.built.appending("releases/start_erl.data")
        let words = ((try? disk.readText(path)) ?? "").split { $0.isWhitespace }
        guard words.count == 2 else {
            throw .badOutput(what: "mix release", detail: "it left no releases/start_erl.data")
        }
        return String(words[1])
    }

    private func bootScript(_ version: String, _ disk: Disk) throws(ReleaseError) -> BootScript {
        let path = "releases/\(version)/start.boot"
        do {
            return try BootScript(boot: disk.read(inputs.built.appending(path)))
        } catch {
            throw .badOutput(what: path, detail: "\(error)")
        }
    }

    /// All that the build left but what only a shell or another system starts, and the random cookie.
    private func copyRelease(_ version: String, into tree: TreeWriter) throws(DiskError) {
        let folder = "releases/\(version)/"
        var left: Set<String> = [
            "releases/COOKIE", "releases/start_erl.data", folder + "start.boot", folder + "start.script",
            folder + "start_clean.script", folder + "\(inputs.facts.release).rel",
        ]
        left.formUnion(connection(version, tree.disk).superfluous.map { folder + $0 })
        for (path, kind) in try tree.disk.walk(inputs.built) where kind == .file || kind == .link {
            if left.contains(path) { continue }
            try tree.copy(inputs.built.appending(path), to: path, keeping: inputs.facts.keptChunks)
        }
    }

    private func connection(_ version: String, _ disk: Disk) -> ConnectionFiles {
        ConnectionFiles(folder: inputs.built.appending("releases/\(version)"), disk: disk)
    }

    private func describe(
        _ version: String, _ libraries: [String], _ tree: TreeWriter
    ) throws(DiskError) -> TreeDescription {
        var components: [String: Component] = [
            "erts-\(inputs.runtime.ertsVersion)": .erts, "libc": .erts, "lib/\(EntryModule.folder)": .erts,
        ]
        for library in libraries { components["lib/\(library)"] = .otp }
        for library in try tree.disk.list(tree.root.appending("lib")) {
            let name = library.prefix { $0 != "-" }
            if Self.elixirApplications.contains(String(name)) { components["lib/\(library)"] = .elixir }
        }
        let name = ProcessName(app: inputs.facts.app, tree: tree, ertsVersion: inputs.runtime.ertsVersion)
        let emulator = try name.put(into: &components)
        let release = tree.root.appending("releases/\(version)")
        let connection = connection(version, tree.disk)
        var description = TreeDescription(
            ertsVersion: inputs.runtime.ertsVersion, appVersion: inputs.facts.version,
            content: .release(
                .init(
                    name: inputs.facts.release, version: version,
                    hasEmulatorArguments: tree.disk.kind(of: release.appending("vm.args")) == .file,
                    hasConfiguration: tree.disk.kind(of: release.appending("sys.config")) == .file,
                    distribution: connection.distribution,
                    remoteArguments: connection.remoteArguments)),
            components: components)
        description.emulator = emulator
        try description.survey(tree)
        description.packages = inputs.packages
        return description
    }
}
