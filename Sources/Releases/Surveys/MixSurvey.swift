import Host
import Matrix
import SystemPackage

/// What a `mix.exs` and the sources beside it tell.
struct MixSurvey {
    private let folder: FilePath
    private let disk: Disk
    private let source: SourceText

    init(_ folder: FilePath, disk: Disk) {
        self.folder = folder
        self.disk = disk
        source = SourceText((try? disk.readText(folder.appending("mix.exs"))) ?? "")
    }

    /// The application's name: `app: :my_app`.
    var app: String? { source.atom(of: "app") }

    var elixir: String? { source.value(of: "elixir") }

    /// The name of the escript, if the project makes one.
    var escriptName: String? { source.has("main_module") ? app : nil }

    /// The names of the releases that are written out, be it in the list of `project/0` or in a function `releases`.
    var releases: [String] {
        guard source.has("releases") else { return [] }
        for mark in ["releases: [", "defp releases do", "def releases do"] {
            guard let found = source.code.firstRange(of: mark) else { continue }
            let start = mark.hasSuffix("[") ? source.code.index(before: found.upperBound) : found.upperBound
            let names = source.keys(from: start)
            if !names.isEmpty { return names }
        }
        return []
    }

    /// Whether the project ends the runtime by itself, as a command does and a service does not.
    var halts: Bool {
        let calls = ["System.halt", "System.stop", ":init.stop", ":erlang.halt", "init:stop", "halt("]
        let sources = ["lib", "src"].flatMap { below in
            ((try? disk.walk(folder.appending(below))) ?? []).filter { $0.kind == .file }.map { "\(below)/\($0.path)" }
        }
        return sources.filter { $0.hasSuffix(".ex") || $0.hasSuffix(".erl") }.contains { path in
            guard let text = try? disk.readText(folder.appending(path)) else { return false }
            let code = path.hasSuffix(".ex") ? SourceText(text).code : text
            return calls.contains { code.contains($0) }
        }
    }

    /// An escript, releases, or both; a library makes neither.
    var programs: [ProjectSurvey.Program] {
        guard let app else { return [] }
        var programs: [ProjectSurvey.Program] = []
        if escriptName != nil { programs.append(.init(name: app, mode: .escript)) }
        let releases = self.releases
        // Applications that an escript starts look like those of a release.
        guard !releases.isEmpty || (programs.isEmpty && source.has("mod")) else { return programs }
        let mode: Mode = halts && programs.isEmpty ? .cli : .daemon
        for name in releases.isEmpty ? [app] : releases {
            programs.append(.init(name: name, mode: mode, release: releases.count > 1 ? name : nil))
        }
        return programs
    }
}
