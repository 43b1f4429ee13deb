package import Matrix

/// The program, arguments and variables with which the launcher starts a tree; `{root}` stands for the folder it was
/// extracted to, `{args}` for the arguments of the user.
package struct LaunchPlan: Hashable, Sendable {
    package let executable: String
    package let arguments: [String]
    /// `NAME=VALUE`, in order.
    package let environment: [String]
    /// Instead of the arguments, for a second program that evaluates something in the running service; empty if that has
    /// no distribution.
    package let rpc: [String]
    /// The same for a shell.
    package let remote: [String]

    /// How a tree is started in a mode.
    package init(tree: TreeDescription, app: App, mode: Mode, on system: OperatingSystem) {
        let programs = "{root}/erts-\(tree.ertsVersion)/bin"
        executable = "\(programs)/\(system == .windows ? "erl.exe" : "erlexec")"
        let common = Self.variables(tree, app, system)
        switch tree.content {
        case .release(let release):
            arguments = Self.arguments(release, app.entry, mode)
            environment = common + Self.environment(release)
            let connection = mode == .daemon ? release.distribution.map { Self.connection(release, $0) } : nil
            rpc = connection.map { $0.rpc } ?? []
            remote = connection.map { $0.remote } ?? []
        case .escript(let escript):
            arguments = Self.arguments(escript, mode)
            environment = common
            (rpc, remote) = ([], [])
        }
    }

    /// On Windows `erl.exe` finds out by itself where it lies.
    private static func variables(_ tree: TreeDescription, _ app: App, _ system: OperatingSystem) -> [String] {
        if system == .windows { return [] }
        let programs = "{root}/erts-\(tree.ertsVersion)/bin"
        return ["ROOTDIR={root}", "BINDIR=\(programs)", "EMU=\(tree.emulator)", "PROGNAME=\(app.name)"]
    }

    /// Hidden nodes, whose names the service chooses at random.
    private static func connection(
        _ release: TreeDescription.ReleaseFacts, _ distribution: Distribution
    ) -> (rpc: [String], remote: [String]) {
        let folder = "{root}/releases/\(release.version)"
        var common = ["-boot", "\(folder)/start_clean", "-boot_var", "RELEASE_LIB", "{root}/lib", "+fnu", "-hidden"]
        // What is said twice, Erlang takes for not said, or warns of.
        let own = Set(release.remoteArguments)
        if own.isDisjoint(with: ["-sname", "-name"]) {
            common += [distribution.isLong ? "-name" : "-sname", "undefined"]
        }
        if let cookie = distribution.cookie, !own.contains("-setcookie") { common += ["-setcookie", cookie] }
        if !own.isEmpty { common += ["-args_file", "\(folder)/remote.vm.args"] }
        common += ["-bmatrix_node", distribution.node]
        let encoding = ["-kernel", TreeDescription.Encoding.parameter, "unicode"]
        let rpc = ["-noinput", "-s", EntryModule.name, "rpc", "-extra", "{args}"]
        // The node is told in Erlang's way and in Elixir's.
        let remote = ["-remsh", distribution.node, "-noshell", "-user", EntryModule.name]
        let elixirs = ["-extra", "--no-halt", "+iex", "--remsh", distribution.node]
        return (common + encoding + rpc, common + remote + elixirs)
    }

    /// Names of files are UTF-8, whatever the locale says; the entry module is told the mode.
    private static func common(_ mode: Mode) -> [String] { ["+fnu", "-bmatrix_mode", mode.rawValue] }

    private static func arguments(_ release: TreeDescription.ReleaseFacts, _ entry: Entry, _ mode: Mode) -> [String] {
        let folder = "{root}/releases/\(release.version)"
        var arguments = ["-boot", "\(folder)/start", "-boot_var", "RELEASE_LIB", "{root}/lib", "-noshell"]
        if release.hasConfiguration { arguments += ["-config", "\(folder)/sys"] }
        arguments += common(mode)
        if release.hasEmulatorArguments { arguments += ["-args_file", "\(folder)/vm.args"] }
        if case .module(let module) = entry, mode == .cli || mode == .tui {
            let isErlang = module.first.map { $0.isLowercase } ?? false
            arguments += ["-s", EntryModule.name, "main", isErlang ? module : "Elixir.\(module)"]
        }
        return arguments + ["-extra", "{args}"]
    }

    private static func arguments(_ escript: TreeDescription.EscriptFacts, _ mode: Mode) -> [String] {
        // What the `escript` program would pass to `erl`, without the shell script between them.
        ["+B", "-boot", "{root}/\(escript.script)", "-noshell"] + common(mode) + escript.emulatorArguments
            + ["-pa"] + escript.codePath.map { "{root}/\($0)" }
            + ["-s", EntryModule.name, "escript", escript.main, "-extra", "{root}/\(escript.path)", "{args}"]
    }

    private static func environment(_ release: TreeDescription.ReleaseFacts) -> [String] {
        let distribution = release.distribution.map { $0.isLong ? "name" : "sname" }
        return [
            "RELEASE_ROOT={root}", "RELEASE_NAME=\(release.name)", "RELEASE_VSN=\(release.version)",
            "RELEASE_MODE=interactive", "RELEASE_DISTRIBUTION=\(distribution ?? "none")",
            "RELEASE_SYS_CONFIG={root}/releases/\(release.version)/sys",
            "RELEASE_VM_ARGS={root}/releases/\(release.version)/vm.args",
        ] + (release.distribution.map { ["RELEASE_NODE=\($0.node)"] } ?? [])
    }
}
