import BEAM
package import Host
import Matrix
package import SystemPackage

/// Makes the tree of an escript for one target: the escript and the smallest runtime that can run it.
package struct EscriptAssembly: Sendable {
    private let inputs: AssemblyInputs

    package init(_ inputs: AssemblyInputs) { self.inputs = inputs }

    /// Raised when the same inputs would give another tree.
    package static let recipe = "escript-tree-9"

    /// What starts first, without its suffix.
    private static let script = "bin/start"
    /// What `escript` itself runs on.
    private static let always = ["kernel", "stdlib", "compiler"]

    /// Makes the tree in a new folder.
    package func assemble(at root: FilePath, disk: Disk) throws(ReleaseError) -> TreeDescription {
        let tree = TreeWriter(root: root, disk: disk)
        let file: [UInt8]
        do throws(DiskError) { file = try disk.read(inputs.built) } catch { throw .disk(error) }
        let escript = try EscriptFile(file)
        let libraries = try libraries(for: escript)
        let folders = EscriptFolders(of: escript, name: inputs.facts.escript)
        let main = escript.emulatorArguments.main(of: inputs.facts.escript)
        var script = try bootScript(disk)
        do throws(DiskError) {
            let programs = RuntimeParts.programs(release: nil)
            try inputs.runtime.graft(
                programs: programs.keys, libraries: libraries, empty: empty(escript, libraries), into: tree)
            try tree.copy(inputs.runtime.root.appending("bin/start_clean.boot"), to: "bin/start_clean.boot")
            for (path, bytes) in escript.files { try tree.put(bytes, at: folders.path(of: path)) }
            try tree.copy(inputs.entry, to: "lib/\(EntryModule.folder)/ebin/\(EntryModule.name).beam")
            script.setKernel(TreeDescription.Encoding.parameter, to: "unicode", isReplaced: false)
            for parameter in escript.emulatorArguments.kernel {
                script.setKernel(parameter.name, to: parameter.value, isReplaced: true)
            }
            let kind = EarlyLoading.Kind.escript(
                main: main, folders: folders.codePath, hasTerms: escript.emulatorArguments.haveTerms)
            try EarlyLoading(tree: tree).apply(kind, to: &script)
            try tree.put(script.bytes, at: "\(Self.script).boot")
            let runtime = RuntimeFolders(libraries: libraries)
            let shared = try inputs.runtime.graftCLibrary(runtime, into: tree)
            try NativeTrimming(tree: tree, runtime: runtime, keepsProject: false).run()
            var description = describe(folders, main, escript, libraries)
            let name = ProcessName(app: inputs.facts.app, tree: tree, ertsVersion: inputs.runtime.ertsVersion)
            description.emulator = try name.put(into: &description.components)
            try description.survey(tree, carried: escript.applications)
            description.packages = inputs.packages
            description.bundledLibraries.removeAll { shared.standIns.contains($0) }
            var reasons = inputs.runtime.reasons(programs, shared, entry: "passes signals on")
            for library in empty(escript, libraries) {
                reasons["lib/\(library)"] = "its application file only: nothing here has code compiled"
            }
            description.parts = try PackingReasons(
                tree: tree, app: inputs.facts.app, known: reasons, inside: escript.applications
            ).parts(component: description.component)
            return description
        } catch { throw .disk(error) }
    }

    /// The compiler's folder, where applications ask for it only because Elixir's does, and no module can have code compiled: it
    /// is half a megabyte that never runs.
    private func empty(_ escript: EscriptFile, _ libraries: [String]) -> Set<String> {
        let own = escript.applications.filter { !Self.elixir.contains($0.name) }
        let isAsked = own.contains { $0.applications.contains("compiler") }
        let isSmall = libraries.allSatisfy { Self.small.contains(String($0.prefix { $0 != "-" })) }
        if isAsked || !isSmall || escript.hasModules(where: \.mayCompile, besides: Self.elixir) { return [] }
        return Set(libraries.filter { $0.hasPrefix("compiler-") })
    }

    /// Elixir's applications that compile only when somebody calls them to.
    private static let elixir: Set<String> = ["elixir", "logger"]
    /// Applications of OTP that have nothing compiled.
    private static let small: Set<String> = [
        "asn1", "compiler", "crypto", "inets", "kernel", "public_key", "sasl", "ssl", "stdlib",
    ]

    /// The OTP applications that the escript's own ask for, and those that these ask for.
    private func libraries(for escript: EscriptFile) throws(ReleaseError) -> [String] {
        let own = Set(escript.applications.map(\.name))
        var found: [String: String] = [:]
        var pending = Self.always.map { (name: $0, user: "escript") }
        for app in escript.applications { pending += app.applications.map { ($0, app.name) } }
        while let next = pending.popLast() {
            if own.contains(next.name) || found[next.name] != nil { continue }
            guard let folder = inputs.runtime.folder(of: next.name) else {
                throw .missingApplication(name: next.name, neededBy: next.user)
            }
            found[next.name] = folder
            let resource = inputs.runtime.root.appending("lib/\(folder)/ebin/\(next.name).app")
            guard let text = try? inputs.runtime.disk.readText(resource), let app = try? ApplicationFile(text) else {
                throw .badOutput(what: "lib/\(folder) of the runtime", detail: "its application file cannot be read")
            }
            pending += app.applications.map { ($0, next.name) }
        }
        return found.values.sorted()
    }

    /// The runtime's own script for programs without a release.
    private func bootScript(_ disk: Disk) throws(ReleaseError) -> BootScript {
        do {
            return try BootScript(boot: disk.read(inputs.runtime.root.appending("bin/no_dot_erlang.boot")))
        } catch {
            throw .badOutput(what: "bin/no_dot_erlang.boot of the runtime", detail: "\(error)")
        }
    }

    private func describe(
        _ folders: EscriptFolders, _ main: String, _ escript: EscriptFile, _ libraries: [String]
    ) -> TreeDescription {
        var components: [String: Component] = [
            "erts-\(inputs.runtime.ertsVersion)": .erts, "libc": .erts, "lib/\(EntryModule.folder)": .erts,
            "bin/start_clean.boot": .erts, EscriptFolders.elixir: .elixir,
        ]
        for library in libraries { components["lib/\(library)"] = .otp }
        return TreeDescription(
            ertsVersion: inputs.runtime.ertsVersion, appVersion: inputs.facts.version,
            content: .escript(
                .init(
                    path: folders.program, script: Self.script, main: main, codePath: folders.codePath,
                    emulatorArguments: escript.emulatorArguments.words)),
            components: components)
    }
}
