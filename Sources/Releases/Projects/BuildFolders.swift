import Host
import SystemPackage

/// The folder that a build works in, and the environment that points there.
struct BuildFolders {
    let work: FilePath

    /// The copy of the project, with what it refers to.
    var source: FilePath { work.appending("project") }
    var home: FilePath { work.appending("home") }
    var temporary: FilePath { work.appending("tmp") }
    /// Dependencies, when they do not come with the project.
    var dependencies: FilePath { work.appending("deps") }

    /// Copies the project and makes the other folders.
    func prepare(_ project: ProjectSnapshot, disk: Disk) throws(DiskError) {
        try project.copy(to: source, disk: disk)
        for folder in [home, temporary] { try disk.makeFolder(folder) }
    }

    /// What the commands of a build see of the machine: they may write to the work folder and to `output`, no more.
    ///
    /// A path that a variable names was given on purpose, and is there even if it lies in the caller's home.
    func isolation(
        output: FilePath, _ toolchain: Toolchain, _ tools: ProjectTools, _ given: [String: String], network: Bool,
        also: [FilePath] = [], disk: Disk
    ) -> Isolation {
        let named = given.values.filter { $0.hasPrefix("/") }.map { FilePath($0).lexicallyNormalized() }
        let needed = [toolchain.otp, toolchain.elixir, tools.rebar3, tools.hex].compactMap { $0 } + named + also
        return .sandbox(
            Sandbox(
                writable: [work, output], readable: needed.filter { disk.kind(of: $0) != nil }, network: network))
    }

    /// What every command of a build gets: `given` on top of defaults, and what isolates it on top of both.
    func variables(_ given: [String: String], _ toolchain: Toolchain, _ tools: ProjectTools) -> [String: String] {
        var variables = [
            "MIX_ENV": "prod", "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb",
            // Otherwise modules in Erlang name the folder that they were compiled in.
            "ERL_COMPILER_OPTIONS": "deterministic",
        ]
        if let rebar3 = tools.rebar3 { variables["MIX_REBAR3"] = rebar3.string }
        if let hex = tools.hex { variables["MIX_ARCHIVES"] = hex.string }
        if let port = Loopback.freePort() { variables["ERL_EPMD_PORT"] = String(port) }
        variables.merge(given) { $1 }
        variables.merge([
            "PATH": toolchain.path,
            "HOME": home.string,
            "TMPDIR": temporary.string,
            "MIX_HOME": home.appending("mix").string,
            "HEX_HOME": home.appending("hex").string,
            "REBAR_GLOBAL_CONFIG_DIR": home.string,
            "REBAR_CACHE_DIR": home.appending("rebar3").string,
        ]) { $1 }
        return variables
    }
}

/// One program of a build.
struct BuildStep {
    let executable: FilePath
    let arguments: [String]
    let variables: [String: String]
    let folder: FilePath
    /// What it is called in messages.
    let name: String

    /// Runs it; what it writes goes to `log`.
    func run(
        log: FilePath, timeout: Duration, grace: Duration, isolation: Isolation, processes: Processes, disk: Disk
    ) async throws(ReleaseError) -> BuildUsage {
        let ending = try await ending(
            log: log, timeout: timeout, grace: grace, isolation: isolation, processes: processes)
        let tail = LogTail.lines(of: log, disk: disk)
        if ending.wroteTooMuch { throw .compileFailed(status: "\(name) wrote without end and was ended", log: tail) }
        if ending.timedOut { throw .compileTimedOut(seconds: timeout.seconds, log: tail) }
        switch ending.status {
        case .exited(0): return BuildUsage(leftovers: ending.leftovers, memory: ending.peakMemory)
        case .exited(let status): throw .compileFailed(status: "\(name) exited with status \(status)", log: tail)
        case .signalled(let signal): throw .compileFailed(status: "\(name) was ended by signal \(signal)", log: tail)
        }
    }

    /// Runs it and tells how it ended.
    func ending(
        log: FilePath, timeout: Duration, grace: Duration, isolation: Isolation, processes: Processes
    ) async throws(ReleaseError) -> Ending {
        let command = Command(
            executable: executable, arguments: arguments, environment: variables, folder: folder, stdin: .none,
            stdout: log, stderr: nil, timeout: timeout, grace: grace, isolation: isolation)
        do throws(ProcessError) { return try await processes.run(command) } catch {
            throw .badOutput(what: name, detail: error.message)
        }
    }
}
