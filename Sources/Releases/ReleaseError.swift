package import Host
package import Matrix
package import SystemPackage

/// Why a project could not be turned into a release tree.
package enum ReleaseError: Error, Hashable, Sendable {
    /// The project's folder is missing or holds no `mix.exs`.
    case noProject(FilePath)
    /// An umbrella's app is not there, or none is named where one has to be.
    case noMember(String?, of: FilePath, members: [String])
    /// A folder or file that the matrix file counts among the project's is not there.
    case noRoot(FilePath)
    /// The dependencies' servers cannot be reached, and the dependencies are not there.
    case unreachable(log: [String])
    /// Fetching the dependencies failed for another reason.
    case fetchFailed(status: String, log: [String])
    /// The build tool failed; `log` is the end of what it wrote.
    case compileFailed(status: String, log: [String])
    /// The build ran longer than it may.
    case compileTimedOut(seconds: Double, log: [String])
    /// A file that a build must leave behind is missing or unreadable.
    case badOutput(what: String, detail: String)
    /// An application that the project needs is neither its own nor part of the runtime.
    case missingApplication(name: String, neededBy: String)
    case disk(DiskError)

    /// A stable code for reports.
    package var code: String {
        switch self {
        case .noProject: "compile.no-project"
        case .noMember: "compile.no-app"
        case .noRoot: "compile.no-root"
        case .unreachable: "deps.unreachable"
        case .fetchFailed: "deps.failed"
        case .compileFailed: "compile.failed"
        case .compileTimedOut: "compile.timeout"
        case .badOutput: "assemble.bad-output"
        case .missingApplication: "assemble.missing-application"
        case .disk(let error): error.code
        }
    }

    /// What happened, and where.
    package var message: String {
        switch self {
        case .noProject(let path): "there is no project at \(path): no mix.exs or rebar.config in it"
        case .noMember(let name?, let folder, _): "the umbrella at \(folder) has no app \(name)"
        case .noMember(nil, let folder, _): "\(folder) is an umbrella, and an escript is of one of its apps"
        case .noRoot(let path): "\(path) is not there, which is to belong to the project"
        case .unreachable: "the project's dependencies are not in its folder, and they cannot be fetched"
        case .fetchFailed(let status, _): "the project's dependencies cannot be fetched: \(status)"
        case .compileFailed(let status, _): "the project does not compile: \(status)"
        case .compileTimedOut(let seconds, _): "the build was still running after \(Int(seconds)) s and was ended"
        case .badOutput(let what, let detail): "\(what): \(detail)"
        case .missingApplication(let name, let user):
            "\(user) needs the application \(name), which the runtime does not have"
        case .disk(let error): error.message
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .noProject: "set the app's 'path:' to the folder that holds it, relative to the matrix file"
        case .noMember(_, _, let members): Self.choice(of: members)
        case .noRoot: "correct the app's 'roots:'; paths are relative to the matrix file"
        case .unreachable:
            "run `mix deps.get` (or `rebar3 get-deps`) in the project and keep what it fetches, or let the build see how to get out: "
                + "environment: {pass: [HTTPS_PROXY, HEX_MIRROR]}"
        case .fetchFailed(_, let log): CompileHint.hint(for: log)
        case .compileFailed(_, let log): CompileHint.hint(for: log)
        case .compileTimedOut: "raise 'timeout: {build: …}' if the project really needs longer"
        case .badOutput: "run the build with the same Elixir by hand and look at what it leaves behind"
        case .missingApplication("crypto", _):
            "choose a source whose runtime has crypto; one for musl has it that was built with OpenSSL: "
                + "bmatrix runtimes build … --openssl debian"
        case .missingApplication(let name, _):
            "remove \(name) from extra_applications, or choose a source whose runtime includes it"
        case .disk(let error): error.hint
        }
    }

    private static func choice(of members: [String]) -> String {
        let names = members.compactMap { FilePath($0).lastComponent?.string }
        return
            "set the app's 'app:' to one of the umbrella's: \(names.isEmpty ? "it has none" : names.joined(separator: ", "))"
    }

    /// The end of the build's log, if there is one.
    package var log: [String] {
        switch self {
        case .compileFailed(_, let log), .compileTimedOut(_, let log): log
        case .unreachable(let log), .fetchFailed(_, let log): log
        default: []
        }
    }

    /// The failure of a cell.
    package func failure(stage: Stage) -> Failure {
        var infrastructure = false
        switch self {
        case .disk, .unreachable: infrastructure = true
        default: break
        }
        return Failure(
            stage: stage, code: code, message: message, hint: hint, log: log, isInfrastructure: infrastructure)
    }
}

/// What to do about the build failures that are met most often.
enum CompileHint {
    private static let rebar =
        "a dependency is built by rebar3: add `debian` to `sources:`, which has it, or name one: "
        + "environment: {set: {MIX_REBAR3: /usr/bin/rebar3}}"
    private static let lock = "run the build tool in the project and commit the lock file that it writes"

    /// The first of these that a log holds is what stopped it.
    private static let known: [(text: String, hint: String)] = [
        (
            "the dependency is not available\n",
            "a dependency is not at the path that mix.exs names; if it makes the path up, name the folder in the app's 'roots:'"
        ),
        ("Could not find \"rebar3\"", rebar), ("Could not install Rebar", rebar),
        ("Unchecked dependencies", "run `mix deps.get` in the project first, so that deps/ holds its dependencies"),
        ("(Mix) Could not start application", "the release lists an application that is not there; see the log"),
        (
            "please re-compile this module with an Erlang/OTP",
            "a dependency was compiled by a newer OTP; delete its _build"
        ),
        (
            "but it has declared in its mix.exs file it supports only Elixir",
            "the project's `elixir:` requirement excludes this version; exclude the cell or change it"
        ),
        ("please set :main_module", "set `escript: [main_module: My.CLI]` in mix.exs"),
        ("mix.lock is out of date", lock), ("No releases have been defined", "add a release to `relx` in rebar.config"),
        ("umbrella projects require releases to be explicitly defined", "define `releases:` in the umbrella's mix.exs"),
        (
            "takes variables when the release starts, which a packed one cannot",
            "read them with os:getenv/1 when the application starts, or put the values into sys.config and vm.args"
        ),
        ("Must specify the name of the release", "set the app's 'release:' to one that rebar.config defines"),
        ("No such release", "set the app's 'release:' to one that mix.exs defines"),
    ]

    static func hint(for log: [String]) -> String {
        let found = known.first { entry in log.contains { "\($0)\n".contains(entry.text) } }
        return found?.hint ?? "the log is what the build tool wrote; the same Elixir and OTP show it by hand"
    }
}
