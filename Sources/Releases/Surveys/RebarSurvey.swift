import Host
import Matrix
import SystemPackage

/// What a `rebar.config` and the sources beside it tell.
struct RebarSurvey {
    private let folder: FilePath
    private let disk: Disk
    private let config: String

    init(_ folder: FilePath, disk: Disk) {
        self.folder = folder
        self.disk = disk
        let text = (try? disk.readText(folder.appending("rebar.config"))) ?? ""
        // Comments begin with % outside of texts; "%%! …" of an escript's arguments stands in one.
        config = text.split(whereSeparator: \.isNewline)
            .map { line in
                var inText = false
                return String(
                    line.prefix { character in
                        if character == "\"" { inText.toggle() }
                        return inText || character != "%"
                    })
            }
            .joined(separator: "\n")
    }

    var programs: [ProjectSurvey.Program] {
        var programs: [ProjectSurvey.Program] = []
        if config.contains("{escript_") {
            let name = word(after: "{escript_main_app,") ?? word(after: "{escript_name,") ?? application
            if let name { programs.append(.init(name: name, mode: .escript)) }
        }
        let releases = self.releases
        let mode: Mode = halts && programs.isEmpty ? .cli : .daemon
        return programs + releases.map { .init(name: $0, mode: mode, release: releases.count > 1 ? $0 : nil) }
    }

    /// The names in `{release, {name, "1.0.0"}, […]}`.
    private var releases: [String] {
        let code = config.filter { !$0.isWhitespace }
        guard let relx = code.firstRange(of: "{relx,") else { return [] }
        var names: [String] = []
        var rest = code[relx.upperBound...]
        while let found = rest.firstRange(of: "{release,{") {
            rest = rest[found.upperBound...]
            let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        return names
    }

    private func word(after mark: String) -> String? {
        let code = config.filter { !$0.isWhitespace }
        guard let found = code.firstRange(of: mark) else { return nil }
        let name = code[found.upperBound...].drop { $0 == "\"" || $0 == "'" }
            .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return name.isEmpty ? nil : String(name)
    }

    /// The application of a project with one: `src/NAME.app.src`.
    private var application: String? {
        let names = (try? disk.list(folder.appending("src"))) ?? []
        return names.first { $0.hasSuffix(".app.src") }.map { String($0.dropLast(".app.src".count)) }
    }

    private var halts: Bool {
        let apps = ((try? disk.list(folder.appending("apps"))) ?? []).map { "apps/\($0)/src" }
        return (["src"] + apps).contains { below in
            let place = folder.appending(below)
            return ((try? disk.list(place)) ?? []).filter { $0.hasSuffix(".erl") }.contains { name in
                guard let text = try? disk.readText(place.appending(name)) else { return false }
                return ["halt(", "init:stop("].contains { text.contains($0) }
            }
        }
    }
}
