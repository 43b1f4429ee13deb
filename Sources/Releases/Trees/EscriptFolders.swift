import Archive

/// Where the files of an escript's archive lie in a tree. Erlang reads an archive from one end to the other before it starts
/// and looks through it for each module, so it starts a tenth sooner from folders.
struct EscriptFolders {
    /// What the program takes for its own file: a folder with what lies in the archive, under the same paths.
    let program: String
    /// In the order in which Erlang is told of them, by the archive's names; each with modules or an application's `ebin`.
    let codePath: [String]

    /// Elixir's applications, apart: other programs and other versions of this one have the same.
    static let elixir = "elixir"

    /// - Parameter name: of the escript.
    init(of escript: EscriptFile, name: String) {
        program = "bin/\(name)"
        var folders: Set<String> = []
        for entry in escript.entries {
            let parts = entry.path.split(separator: "/", omittingEmptySubsequences: true)
            if parts.count > 2, parts[1] == "ebin" { folders.insert("\(parts[0])/ebin") }
            if parts.count == 1, entry.path.hasSuffix(".beam") { folders.insert("") }
        }
        let base = program
        codePath = folders.sorted().map { $0.isEmpty ? base : Self.path(of: $0, in: base) }
    }

    /// The path in the tree of a file in the archive.
    func path(of entry: String) -> String { Self.path(of: entry, in: program) }

    private static func path(of entry: String, in program: String) -> String {
        let application = String(entry.prefix { $0 != "/" })
        let isElixirs = application != entry && ReleaseAssembly.elixirApplications.contains(application)
        return isElixirs ? "\(elixir)/\(entry)" : "\(program)/\(entry)"
    }
}
