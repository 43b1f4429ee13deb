import Host
import Matrix
import SystemPackage

extension ProjectBuild {
    /// `rebar3 as prod release` or `escriptize`, and what brings the result into the form of Mix's.
    func rebarSteps(_ folders: BuildFolders, _ output: FilePath, _ disk: Disk) throws(DiskError) -> [BuildStep] {
        let script = folders.work.appending("result.escript")
        try disk.write(RebarResult.source, to: script)
        let place = project.project(in: folders.source)
        if let dependencies { try disk.copyTree(dependencies, to: place.appending("_build/default")) }
        var variables = folders.variables(environment, toolchain, tools)
        variables["REBAR_OFFLINE"] = "1"
        let escript = toolchain.otp.appending("bin/escript")
        let built = folders.work.appending("release")
        let rebar = tools.rebar3?.string ?? "rebar3"
        var (arguments, result) = ([rebar, "as", "prod"], [script.string, format.rawValue])
        switch format {
        case .escript:
            arguments += ["escriptize"] + (project.folder.member.map { ["--main-app", $0] } ?? [])
            result += [place.appending("_build/prod/bin").string]
        case .release:
            arguments += ["release", "--dev-mode", "false", "--include-erts", "false", "--output-dir", built.string]
            if let release { arguments += ["--relname", release] }
            result += [built.string]
        }
        return [
            BuildStep(
                executable: escript, arguments: arguments, variables: variables, folder: place, name: "rebar3"),
            BuildStep(
                executable: escript, arguments: result + [output.string], variables: variables, folder: place,
                name: "rebar3"),
        ]
    }
}
