package import Host
package import Matrix
package import SystemPackage

/// What a project looks like it can be packed as, told from its files without running anything.
package struct ProjectSurvey: Hashable, Sendable {
    /// Something that a project makes.
    package struct Program: Hashable, Sendable {
        /// The release's or the application's name.
        package var name: String
        package var mode: Mode
        /// The release to name, when there are several or an umbrella has them.
        package var release: String?
        /// The umbrella's app to name.
        package var app: String?
    }

    /// What the project is, in words: `a Mix umbrella`.
    package private(set) var kind: String
    package private(set) var programs: [Program]
    /// The `elixir:` requirement of `mix.exs`, such as `~> 1.17`.
    package private(set) var elixir: String?
    /// Further things that a person may want to know, one line each.
    package private(set) var notes: [String] = []

    /// Looks at the project in a folder; nothing to pack in it is no error here.
    package init(of folder: FilePath, disk: Disk) throws(ReleaseError) {
        let project = try ProjectFolder(folder, disk: disk)
        switch project.kind {
        case .rebar3:
            let survey = RebarSurvey(folder, disk: disk)
            (kind, programs) = ("a rebar3 project", survey.programs)
        case .mix:
            let root = MixSurvey(folder, disk: disk)
            elixir = root.elixir
            if project.members != nil, project.member == nil {
                kind = "a Mix umbrella"
                let apps = (project.members ?? []).map { MixSurvey(folder.appending($0), disk: disk) }
                programs = Self.umbrella(root, apps)
                elixir = elixir ?? apps.compactMap(\.elixir).first
            } else {
                kind = project.member == nil ? "a Mix project" : "an app of a Mix umbrella"
                programs = root.programs
            }
        }
        notes = Self.notes(folder, disk)
    }

    /// An umbrella's releases are its own; escripts are those of its apps. Without releases, each app that starts is one.
    private static func umbrella(_ root: MixSurvey, _ apps: [MixSurvey]) -> [Program] {
        let mode: Mode = apps.contains { $0.halts && $0.escriptName == nil } ? .cli : .daemon
        var programs = root.releases.map { Program(name: $0, mode: mode, release: $0, app: nil) }
        for app in apps {
            let own = app.programs.filter { $0.mode == .escript || root.releases.isEmpty }
            programs += own.map { Program(name: $0.name, mode: $0.mode, release: nil, app: app.app) }
        }
        return programs
    }

    private static func notes(_ folder: FilePath, _ disk: Disk) -> [String] {
        guard let text = try? disk.readText(folder.appending(".tool-versions"), limit: 1 << 16) else { return [] }
        let tools = text.split(whereSeparator: \.isNewline).map { $0.split { $0 == " " || $0 == "\t" } }
            .filter { $0.count > 1 && ["erlang", "elixir"].contains($0[0]) }
            .map { "\($0[0]) \($0[1].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) })" }
        return tools.isEmpty ? [] : [".tool-versions names \(tools.joined(separator: " and "))"]
    }

    /// Whether the project says that it works with a version of Elixir; what cannot be read is taken for yes.
    package func supports(_ version: Version) -> Bool {
        guard let elixir else { return true }
        return ElixirRequirement(elixir)?.accepts(version) ?? true
    }
}
