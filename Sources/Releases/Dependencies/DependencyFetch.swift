import Digest
package import Host
package import SystemPackage

/// Fetches the dependencies that do not come with a project: `mix deps.get` or `rebar3 get-deps` on a copy of it, the only
/// action of a build that needs the network.
package struct DependencyFetch: Sendable {
    private let project: ProjectSnapshot
    private let toolchain: Toolchain
    private let tools: ProjectTools
    private let environment: [String: String]
    private let timeout: Duration
    private let grace: Duration

    /// - Parameter environment: what the matrix file gives, and those of the caller's variables in `NetworkVariables` that it
    ///   passes.
    package init(
        project: ProjectSnapshot, toolchain: Toolchain, tools: ProjectTools, environment: [String: String],
        timeout: Duration, grace: Duration
    ) {
        self.project = project
        self.toolchain = toolchain
        self.tools = tools
        self.environment = environment
        self.timeout = timeout
        self.grace = grace
    }

    /// Whether dependencies may be missing, so that the action has to run; if it then finds all of them there, it fetches nothing.
    package static func isNeeded(for project: ProjectSnapshot, disk: Disk) -> Bool {
        VendoredDependencies(project, disk: disk).mayBeIncomplete
    }

    /// Whether fetching takes Hex, which is Mix's own and not rebar3's.
    package static func needsHex(_ project: ProjectSnapshot, disk: Disk) -> Bool {
        project.folder.kind == .mix && VendoredDependencies(project, disk: disk).mayUseHex
    }

    /// What the result depends on, by name, besides the toolchain and the tools: the project files, the lock files and what is
    /// there already. Where packages come from is no part of it: the lock file knows them by their checksums.
    package var inputs: [String: String] {
        let names: Set<String> = [
            "mix.exs", "mix.lock", "rebar.config", "rebar.config.script", "rebar.lock", "VERSION",
        ]
        let digest = project.digest { path in
            names.contains(FilePath(path).lastComponent?.string ?? "") || isDependency(path)
        }
        return ["recipe": "dependencies-1", "project": digest.hex, "mix-env": environment["MIX_ENV"] ?? "prod"]
    }

    private func isDependency(_ path: String) -> Bool {
        let start = project.path.isEmpty ? "" : project.path + "/"
        return ["deps/", "_build/", "_checkouts/"].contains { path.hasPrefix(start + $0) }
    }

    /// Fetches in `work`, which must be new; leaves the folder `dependencies` in `output`, or nothing when all of them come with
    /// the project.
    package func run(
        in work: FilePath, output: FilePath, log: FilePath, processes: Processes, disk: Disk
    ) async throws(ReleaseError) {
        let folders = BuildFolders(work: work)
        do throws(DiskError) {
            try folders.prepare(project, disk: disk)
            try disk.makeFolder(output)
            try disk.makeFolder(folders.dependencies)
        } catch { throw .disk(error) }
        switch project.folder.kind {
        case .mix:
            let check = try mixCheck(folders, output, disk)
            let ending = try await check.ending(
                log: log, timeout: timeout, grace: grace, isolation: isolation(folders, output, disk),
                processes: processes)
            if ending.status == .exited(0) { return }
            for step in try mixSteps(folders, disk) {
                try await run(step, log, isolation(folders, output, disk), processes, disk)
            }
        case .rebar3: try await run(rebarStep(folders), log, isolation(folders, output, disk), processes, disk)
        }
        do throws(DiskError) { try keep(folders, output, disk) } catch { throw .disk(error) }
    }

    /// Where a build finds what was fetched; nil when nothing was.
    package static func dependencies(in output: FilePath, disk: Disk) -> FilePath? {
        let folder = output.appending("dependencies")
        return disk.isFolder(folder) ? folder : nil
    }

    /// The one action of a build that has the network.
    private func isolation(_ folders: BuildFolders, _ output: FilePath, _ disk: Disk) -> Isolation {
        folders.isolation(
            output: output, toolchain, tools, environment, network: true,
            also: LocalRepositories.named(by: project, disk: disk), disk: disk)
    }

    private func keep(_ folders: BuildFolders, _ output: FilePath, _ disk: Disk) throws(DiskError) {
        let target = output.appending("dependencies")
        guard project.folder.kind == .rebar3 else { return try disk.rename(folders.dependencies, to: target) }
        let built = project.project(in: folders.source).appending("_build/default")
        try disk.makeFolder(target)
        for name in ["lib", "plugins"] where disk.isFolder(built.appending(name)) {
            try disk.rename(built.appending(name), to: target.appending(name))
        }
    }

    /// Asks Mix, which alone knows the dependencies of this environment, whether all of them are there.
    private func mixCheck(
        _ folders: BuildFolders, _ output: FilePath, _ disk: Disk
    ) throws(ReleaseError) -> BuildStep {
        let overlay = folders.work.appending("overlay.exs")
        do throws(DiskError) { try disk.write(MixOverlay.source, to: overlay) } catch { throw .disk(error) }
        var variables = variables(folders)
        variables["HEX_OFFLINE"] = "1"
        variables["MIX_EXS"] = overlay.string
        variables[MixOverlay.Variable.project] = project.project(in: folders.source).appending("mix.exs").string
        variables[MixOverlay.Variable.output] = folders.temporary.appending("facts").string
        return mix(["deps.loadpaths", "--no-compile", "--no-archives-check"], variables, folders)
    }

    private func mixSteps(_ folders: BuildFolders, _ disk: Disk) throws(ReleaseError) -> [BuildStep] {
        let own = project.project(in: folders.source).appending("deps")
        if disk.isFolder(own) {
            do throws(DiskError) { try disk.copyTree(own, to: folders.dependencies) } catch { throw .disk(error) }
        }
        var variables = variables(folders)
        variables["MIX_DEPS_PATH"] = folders.dependencies.string
        let locked = VendoredDependencies(project, disk: disk).isLocked ? ["--check-locked"] : []
        let get = ["deps.get", "--only", variables["MIX_ENV"] ?? "prod"] + locked
        // Hex's own server has a Hex for every OTP; sources have it for some.
        let isMissing = tools.hex == nil && Self.needsHex(project, disk: disk)
        let hex = isMissing ? [mix(["local.hex", "--force"], variables, folders)] : []
        return hex + [mix(get, variables, folders)]
    }

    private func mix(_ arguments: [String], _ variables: [String: String], _ folders: BuildFolders) -> BuildStep {
        let bin = toolchain.elixir.appending("bin")
        return BuildStep(
            executable: bin.appending("elixir"), arguments: [bin.appending("mix").string] + arguments,
            variables: variables, folder: project.project(in: folders.source), name: "mix \(arguments[0])")
    }

    private func rebarStep(_ folders: BuildFolders) -> BuildStep {
        BuildStep(
            executable: toolchain.otp.appending("bin/escript"),
            arguments: [tools.rebar3?.string ?? "rebar3", "get-deps"], variables: variables(folders),
            folder: project.project(in: folders.source), name: "rebar3 get-deps")
    }

    private func variables(_ folders: BuildFolders) -> [String: String] {
        var variables = folders.variables(environment, toolchain, tools)
        // Nobody is there to be asked for a password.
        variables["GIT_TERMINAL_PROMPT"] = "0"
        if variables["GIT_SSH_COMMAND"] == nil { variables["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes" }
        return variables
    }

    private func run(
        _ step: BuildStep, _ log: FilePath, _ isolation: Isolation, _ processes: Processes, _ disk: Disk
    ) async throws(ReleaseError) {
        let ending = try await step.ending(
            log: log, timeout: timeout, grace: grace, isolation: isolation, processes: processes)
        if ending.status == .exited(0), !ending.timedOut, !ending.wroteTooMuch { return }
        let tail = LogTail.lines(of: log, disk: disk)
        if Unreachable.isTold(by: tail) { throw .unreachable(log: tail) }
        if ending.timedOut { throw .fetchFailed(status: "\(step.name) was still running and was ended", log: tail) }
        throw .fetchFailed(status: "\(step.name) failed", log: tail)
    }
}

/// What Hex, Git and rebar3 say when they cannot get out.
enum Unreachable {
    private static let signs = [
        "nxdomain", "econnrefused", "ehostunreach", "enetunreach", "etimedout", "failed_connect",
        "Could not resolve host",
        "Failed to connect to", "Connection refused", "Connection timed out", "Network is unreachable",
        "Temporary failure in name resolution", "Could not resolve proxy", "Request failed (:timeout)",
        "Could not resolve hostname", "Failed to fetch record for", "Failed to update package",
    ]

    static func isTold(by log: [String]) -> Bool {
        // Hex looks for a newer Hex as well, and goes on without.
        let aside = log.indices.filter { log[$0].contains("Failed to check for new Hex version") }.map { $0 + 1 }
        return log.indices.contains { index in
            !aside.contains(index) && signs.contains { log[index].contains($0) }
        }
    }
}
