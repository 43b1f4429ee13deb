package import Host
package import Matrix
package import SystemPackage

/// The OTP and Elixir that compile, as folders of the store.
package struct Toolchain: Hashable, Sendable {
    /// The root of an OTP that runs on this host.
    package let otp: FilePath
    /// The Elixir compiled for it.
    package let elixir: FilePath

    package init(otp: FilePath, elixir: FilePath) {
        self.otp = otp
        self.elixir = elixir
    }

    /// The folders that go in front of the system's in `PATH`.
    package var path: String {
        [elixir.appending("bin"), otp.appending("bin"), "/usr/local/bin", "/usr/bin", "/bin"].map(\.string)
            .joined(separator: ":")
    }
}

/// One compile of a Mix project: a copy of it, an environment from nothing, and a folder for the result.
package struct MixBuild: Sendable {
    package let project: ProjectSnapshot
    package let toolchain: Toolchain
    package let format: Format
    /// The release to build when the project defines several.
    package let release: String?
    /// Variables that the matrix file gives or lets through.
    package let environment: [String: String]
    package let timeout: Duration
    package let grace: Duration
    /// Whether the build has the machine's network.
    package let network: Bool

    package init(
        project: ProjectSnapshot, toolchain: Toolchain, format: Format, release: String?, environment: [String: String],
        timeout: Duration, grace: Duration, network: Bool = false
    ) {
        self.project = project
        self.toolchain = toolchain
        self.format = format
        self.release = release
        self.environment = environment
        self.timeout = timeout
        self.grace = grace
        self.network = network
    }

    /// Raised when the same inputs would give another result, so that older results are not used.
    package static let recipe = "mix-1"

    /// The source of the project file that stands in for the app's own.
    package static var overlay: String { MixOverlay.source }

    /// Builds in `work`, which must be new, and leaves `release/` or `escript` and `facts` in `output`.
    package func run(
        in work: FilePath, output: FilePath, log: FilePath, processes: Processes, disk: Disk
    ) async throws(ReleaseError) {
        do throws(DiskError) {
            try project.copy(to: source(work), disk: disk)
            for folder in [work.appending("home"), work.appending("tmp"), output] { try disk.makeFolder(folder) }
            try disk.write(MixOverlay.source, to: overlay(work))
        } catch { throw .disk(error) }
        let ending: Ending
        do throws(ProcessError) { ending = try await processes.run(command(work, output, log)) } catch {
            throw .badOutput(what: "mix", detail: error.message)
        }
        try check(ending, log, disk)
    }

    private func source(_ work: FilePath) -> FilePath { work.appending("project") }
    private func overlay(_ work: FilePath) -> FilePath { work.appending("overlay.exs") }

    private func command(_ work: FilePath, _ output: FilePath, _ log: FilePath) -> Command {
        Command(
            executable: toolchain.elixir.appending("bin/elixir"),
            arguments: [
                toolchain.elixir.appending("bin/mix").string, format == .release ? "release" : "escript.build",
            ],
            environment: variables(work, output), folder: source(work), stdin: .none, stdout: log, stderr: nil,
            timeout: timeout, grace: grace,
            isolation: .sandbox(
                Sandbox(writable: [work, output], readable: [toolchain.otp, toolchain.elixir], network: network)))
    }

    private func variables(_ work: FilePath, _ output: FilePath) -> [String: String] {
        var variables = [
            "MIX_ENV": "prod",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "HEX_OFFLINE": "1",
        ]
        variables.merge(environment) { $1 }
        // What isolates the build is not for the matrix file to change.
        variables.merge([
            "PATH": toolchain.path,
            "HOME": work.appending("home").string,
            "TMPDIR": work.appending("tmp").string,
            "MIX_HOME": work.appending("home/mix").string,
            "HEX_HOME": work.appending("home/hex").string,
            "MIX_BUILD_PATH": work.appending("build").string,
            "MIX_EXS": overlay(work).string,
            MixOverlay.Variable.project: source(work).appending("mix.exs").string,
            MixOverlay.Variable.output: output.string,
        ]) { $1 }
        if let release { variables[MixOverlay.Variable.release] = release }
        return variables
    }

    private func check(_ ending: Ending, _ log: FilePath, _ disk: Disk) throws(ReleaseError) {
        let tail = LogTail.lines(of: log, disk: disk)
        if ending.wroteTooMuch { throw .compileFailed(status: "wrote without end and was ended", log: tail) }
        if ending.timedOut { throw .compileTimedOut(seconds: timeout.seconds, log: tail) }
        switch ending.status {
        case .exited(0): return
        case .exited(let status): throw .compileFailed(status: "exited with status \(status)", log: tail)
        case .signalled(let signal): throw .compileFailed(status: "was ended by signal \(signal)", log: tail)
        }
    }
}
