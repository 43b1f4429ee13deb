import Host
import Matrix
import SystemPackage

extension ProjectBuild {
    /// `mix release` or `mix escript.build`, with the overlay in place of the project file.
    func mixSteps(_ folders: BuildFolders, _ output: FilePath, _ disk: Disk) throws(DiskError) -> [BuildStep] {
        let overlay = folders.work.appending("overlay.exs")
        try disk.write(MixOverlay.source, to: overlay)
        let place = place(in: folders)
        var variables = folders.variables(environment, toolchain, tools)
        // The packages are there; Hex would look for newer ones.
        variables["HEX_OFFLINE"] = "1"
        variables["MIX_BUILD_PATH"] = folders.work.appending("build").string
        variables["MIX_EXS"] = overlay.string
        variables[MixOverlay.Variable.project] = place.appending("mix.exs").string
        variables[MixOverlay.Variable.output] = output.string
        variables[MixOverlay.Variable.release] = release
        if let dependencies {
            // A copy, because what compiles in C or by rebar3 leaves its results there.
            try disk.copyTree(dependencies, to: folders.dependencies)
            variables["MIX_DEPS_PATH"] = folders.dependencies.string
        }
        return [
            BuildStep(
                executable: toolchain.elixir.appending("bin/elixir"),
                arguments: [
                    toolchain.elixir.appending("bin/mix").string, format == .release ? "release" : "escript.build",
                ],
                variables: variables, folder: place, name: "mix")
        ]
    }

    /// An escript is built in its app's folder; a release is the umbrella's if it has a name or no app is chosen.
    private func place(in folders: BuildFolders) -> FilePath {
        let root = project.project(in: folders.source)
        guard let member = project.folder.member, format == .escript || release == nil else { return root }
        return root.appending(member)
    }
}
