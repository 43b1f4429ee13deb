import Digest
package import Host
package import Matrix
package import SystemPackage

/// One compile of a project: a copy of it, an environment from nothing, and a folder for the result.
package struct ProjectBuild: Sendable {
    package let project: ProjectSnapshot
    package let toolchain: Toolchain
    package let tools: ProjectTools
    package let format: Format
    /// The release to build when the project defines several.
    package let release: String?
    /// What `DependencyFetch` left; nil for dependencies that come with the project.
    package let dependencies: FilePath?
    /// Variables that the matrix file gives or lets through.
    package let environment: [String: String]
    package let timeout: Duration
    package let grace: Duration
    /// Whether the build may use the network.
    package let network: Bool

    package init(
        project: ProjectSnapshot, toolchain: Toolchain, tools: ProjectTools = ProjectTools(), format: Format,
        release: String?, dependencies: FilePath? = nil, environment: [String: String], timeout: Duration,
        grace: Duration, network: Bool = false
    ) {
        self.project = project
        self.toolchain = toolchain
        self.tools = tools
        self.format = format
        self.release = release
        self.dependencies = dependencies
        self.environment = environment
        self.timeout = timeout
        self.grace = grace
        self.network = network
    }

    /// What the result depends on, by name, besides the toolchain, the tools and the dependencies, whose keys their store knows.
    package var inputs: [String: String] {
        var inputs = ["project": project.digest.hex, "format": format.rawValue, "release": release ?? ""]
        switch project.folder.kind {
        case .mix: inputs["recipe"] = "mix-4\n" + MixOverlay.source
        case .rebar3: inputs["recipe"] = "rebar3-3\n" + RebarResult.source
        }
        for (name, value) in environment { inputs["environment.\(name)"] = value }
        return inputs
    }

    /// Whether building takes rebar3.
    package static func needsRebar(_ project: ProjectSnapshot, disk: Disk) -> Bool {
        VendoredDependencies(project, disk: disk).needRebar
    }

    /// Builds in `work`, which must be new, and leaves `release/` or `escript` and `facts` in `output`.
    package func run(
        in work: FilePath, output: FilePath, log: FilePath, processes: Processes, disk: Disk
    ) async throws(ReleaseError) -> BuildUsage {
        let folders = BuildFolders(work: work)
        let steps: [BuildStep]
        do throws(DiskError) {
            try folders.prepare(project, disk: disk)
            try disk.makeFolder(output)
            switch project.folder.kind {
            case .mix: steps = try mixSteps(folders, output, disk)
            case .rebar3: steps = try rebarSteps(folders, output, disk)
            }
        } catch { throw .disk(error) }
        if format == .escript, project.folder.members != nil, project.folder.member == nil {
            throw .noMember(nil, of: project.folder.root, members: project.folder.members ?? [])
        }
        let isolation = folders.isolation(
            output: output, toolchain, tools, environment, network: network, disk: disk)
        var usage = BuildUsage()
        for (number, step) in steps.enumerated() {
            // What comes after the build tool says nothing unless it fails.
            let file = number == 0 ? log : work.appending("step-\(number).log")
            let more = try await step.run(
                log: file, timeout: timeout, grace: grace, isolation: isolation, processes: processes, disk: disk)
            usage = BuildUsage(leftovers: usage.leftovers + more.leftovers, memory: max(usage.memory, more.memory))
        }
        do throws(DiskError) {
            try PackageSurvey(project, fetched: dependencies, disk: disk).write(to: output)
        } catch { throw .disk(error) }
        return usage
    }
}

/// What a build took and left.
package struct BuildUsage: Hashable, Sendable {
    /// The processes that it left behind, which are gone by now.
    package let leftovers: [RunningProcess]
    /// The most memory that one of its processes had, in bytes.
    package let memory: Int

    init(leftovers: [RunningProcess] = [], memory: Int = 0) {
        self.leftovers = leftovers
        self.memory = memory
    }
}
