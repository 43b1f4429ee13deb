import BEAM
import Host
import SystemPackage

/// The choice of the modules that a tree's script has loaded in one go: those that every program of its kind needs in the
/// first tenth of a second. Measured on OTP 25, 27 and 29 with Elixir 1.18 and 1.20; what a tree lacks is left out, what a
/// list lacks is loaded when it is called.
struct EarlyLoading {
    let tree: TreeWriter

    /// What the script needs of this kind of tree.
    enum Kind {
        /// - Parameter hasConfiguration: a `sys.config` is read.
        case release(hasConfiguration: Bool)
        /// - Parameters:
        ///   - main: the module whose `main/1` is the program.
        ///   - folders: those of its modules.
        ///   - hasTerms: the emulator's arguments hold terms, as a `sys.config` does.
        case escript(main: String, folders: [String], hasTerms: Bool)
    }

    /// Changes a script of this tree.
    func apply(_ kind: Kind, to script: inout BootScript) throws(DiskError) {
        var folders = try tree.disk.list(tree.root.appending("lib")).map { "lib/\($0)/ebin" }
        var wanted = Self.runtime + [EntryModule.name] + Self.elixir
        let own: [String]
        switch kind {
        case .release(let hasConfiguration):
            wanted += Self.release + (hasConfiguration ? Self.parser : [])
            own = script.startModules
        case .escript(let main, let codePath, let hasTerms):
            // Elixir's own start reads the resource files of applications.
            let hasElixir = codePath.contains { $0.hasSuffix("/elixir/ebin") }
            wanted += (hasElixir ? Self.escript : []) + (hasElixir || hasTerms ? Self.parser : [])
            own = [main]
            folders += codePath
        }
        var places = try places(of: Set(wanted + own), in: folders)
        // Native code that cannot be loaded is no reason not to start: its module is loaded when it is called, as ever.
        for module in Set(own).subtracting(wanted) where loadsNativeCode(module, places[module]) {
            places[module] = nil
        }
        let chosen = places.keys.sorted()
        script.loadLate(Self.seldom.subtracting(chosen))
        script.loadEarly(chosen, from: Set(places.values).sorted().map { "$ROOT/\($0)" })
    }

    private func loadsNativeCode(_ module: String, _ folder: String?) -> Bool {
        guard let folder, let bytes = try? tree.disk.read(tree.root.appending("\(folder)/\(module).beam")) else {
            return true
        }
        return BeamFile(bytes)?.mayLoadNativeCode ?? true
    }

    /// The folder of each of these modules that lies in one folder only.
    private func places(of modules: Set<String>, in folders: [String]) throws(DiskError) -> [String: String] {
        var places: [String: [String]] = [:]
        for folder in folders where tree.disk.isFolder(tree.root.appending(folder)) {
            for file in try tree.disk.list(tree.root.appending(folder)) where file.hasSuffix(".beam") {
                let module = String(file.dropLast(".beam".count))
                if modules.contains(module) { places[module, default: []].append(folder) }
            }
        }
        return places.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// Every script has them loaded first, for expressions in the emulator's arguments, which hardly a program has.
    private static let seldom: Set<String> = ["erl_eval", "erl_lint", "erl_parse"]
    /// What reads Erlang's terms.
    private static let parser = ["epp", "erl_anno", "erl_parse", "erl_scan", "string", "unicode_util"]

    private static let runtime = [
        "application", "application_controller", "application_master", "beam_lib", "binary", "code", "code_server",
        "edlin", "edlin_key", "erl_distribution", "erl_features", "erl_signal_handler", "erpc", "error_handler",
        "error_logger", "ets", "file", "file_io_server", "file_server", "filename", "gb_sets", "gb_trees", "gen",
        "gen_event", "gen_server", "gen_statem", "global", "global_group", "group", "heart", "inet", "inet_config",
        "inet_db", "inet_gethost_native", "inet_parse", "inet_udp", "io", "io_lib", "io_lib_format", "kernel",
        "kernel_config", "kernel_refc", "lists", "logger", "logger_backend", "logger_config", "logger_filters",
        "logger_formatter", "logger_h_common", "logger_handler_watcher", "logger_olp", "logger_proxy", "logger_server",
        "logger_simple_h", "logger_std_h", "logger_sup", "maps", "net_kernel", "os", "peer", "prim_tty",
        "prim_tty_sighandler", "proc_lib", "proplists", "queue", "rand", "raw_file_io", "rpc", "standard_error",
        "supervisor", "supervisor_bridge", "unicode", "user", "user_drv", "user_sup",
    ]
    private static let elixir = [
        "elixir", "elixir_code_server", "elixir_config", "elixir_sup", "Elixir.Enum", "Elixir.IO", "Elixir.Kernel",
        "Elixir.Macro.Env", "Elixir.String.Tokenizer", "Elixir.System",
    ]
    private static let release = [
        "alarm_handler", "release_handler", "sasl", "Elixir.Access", "Elixir.Keyword", "Elixir.Process",
        "Elixir.Supervisor", "Elixir.Supervisor.Default", "Elixir.Task", "Elixir.Task.Supervised",
    ]
    private static let escript = ["Elixir.Kernel.CLI", "Elixir.List"]
}
