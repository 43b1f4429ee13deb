import Host
import Reports
import SystemPackage

/// The Erlang and the version managers of this machine, which no build uses.
struct ErlangExamination {
    let surroundings: DoctorSurroundings

    var examinations: [Examination] { [erlang, managers] }

    /// What changes an Erlang or an Elixir that has it in its environment.
    private static let variables = [
        "ROOTDIR", "BINDIR", "EMU", "PROGNAME", "ERL_LIBS", "ERL_FLAGS", "ERL_AFLAGS", "ERL_ZFLAGS",
        "ERL_COMPILER_OPTIONS",
        "ELIXIR_ERL_OPTIONS", "MIX_HOME", "MIX_ENV", "HEX_HOME", "REBAR_CACHE_DIR",
    ]

    private var erlang: Examination {
        let usual = ["/usr/lib/erlang", "/usr/local/lib/erlang"].filter { surroundings.disk.isFolder(FilePath($0)) }
        let programs = ["erl", "elixir", "mix", "rebar3"].compactMap { surroundings.program($0)?.string }
        let set = Self.variables.filter { surroundings.variable($0) != nil }
        let found = usual + programs + set.map { "$\($0)" }
        guard !found.isEmpty else {
            return Examination("Erlang", seen: "none on this machine", follows: "none is needed: the sources have it")
        }
        return Examination(
            "Erlang", seen: found.joined(separator: ", "),
            follows:
                "builds do not use them: Erlang and Elixir come from the sources, and the environment is made anew; "
                + "only the source 'system' takes what is in /usr/lib or /usr/local/lib",
            facts: ["installed": usual.joined(separator: ":"), "variables": set.joined(separator: ":")])
    }

    private var managers: Examination {
        let found = VersionManager.all.compactMap { manager in manager.trace(in: surroundings) }
        guard !found.isEmpty else { return Examination("version managers", seen: "none found") }
        return Examination(
            "version managers", seen: found.joined(separator: ", "),
            follows: "their shims and variables are kept out of builds")
    }
}

/// A program that puts versions of Erlang or Elixir before others.
struct VersionManager {
    let name: String
    /// Variables that it sets in a shell.
    let variables: [String]
    /// Its folder below the home.
    let folder: String

    static let all = [
        VersionManager(name: "asdf", variables: ["ASDF_DIR", "ASDF_DATA_DIR"], folder: ".asdf"),
        VersionManager(name: "mise", variables: ["MISE_SHELL", "MISE_DATA_DIR"], folder: ".local/share/mise"),
        VersionManager(name: "kerl", variables: ["_KERL_ACTIVE_DIR", "KERL_BASE_DIR"], folder: ".kerl"),
        VersionManager(name: "kiex", variables: ["KIEX_HOME"], folder: ".kiex"),
        VersionManager(name: "exenv", variables: ["EXENV_ROOT"], folder: ".exenv"),
        VersionManager(name: "erlenv", variables: ["ERLENV_ROOT"], folder: ".erlenv"),
        VersionManager(name: "evm", variables: ["EVM_HOME"], folder: ".evm"),
    ]

    /// Where it shows; `nil` when it does not.
    func trace(in surroundings: DoctorSurroundings) -> String? {
        var places = variables.filter { surroundings.variable($0) != nil }.map { "$\($0)" }
        if let home = surroundings.home, surroundings.disk.isFolder(home.appending(folder)) {
            places.append("~/\(folder)")
        }
        let leaf = folder.split(separator: "/").last.map(String.init) ?? folder
        let inPath = surroundings.searchPath.contains { path in path.components.contains { $0.string == leaf } }
        if inPath { places.append("in PATH") }
        return places.isEmpty ? nil : "\(name) (\(places.joined(separator: ", ")))"
    }
}
