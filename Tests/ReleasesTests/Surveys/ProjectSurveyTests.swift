import Host
import Matrix
import SystemPackage
import Testing

@testable import Releases

struct ProjectSurveyTests {
    private func programs(_ files: [String: String]) throws -> [String] {
        try withTemporaryFolder { folder in
            try fill(folder, files)
            return try ProjectSurvey(of: folder, disk: Disk()).programs.map { program in
                [program.name, program.mode.rawValue, program.release ?? "-", program.app ?? "-"].joined(separator: " ")
            }
        }
    }

    @Test func mixProjects() throws {
        #expect(try programs(["mix.exs": "app: :a, mod: {A, []}"]) == ["a daemon - -"])
        let halting = ["mix.exs": "app: :a, mod: {A, []}", "lib/a.ex": "System.halt(0)"]
        #expect(try programs(halting) == ["a cli - -"])
        let silent = ["mix.exs": "app: :a, mod: {A, []}", "lib/a.ex": "# System.halt(0)"]
        #expect(try programs(silent) == ["a daemon - -"])
        #expect(try programs(["mix.exs": "app: :a, escript: [main_module: A], mod: {A, []}"]) == ["a escript - -"])
        #expect(try programs(["mix.exs": "app: :a, releases: [x: [], y: []]"]) == ["x daemon x -", "y daemon y -"])
        let function = "app: :a, releases: releases()\ndefp releases do\n [z: [steps: [:assemble]]]\nend"
        #expect(try programs(["mix.exs": function]) == ["z daemon - -"])
        #expect(try programs(["mix.exs": "app: :a"]).isEmpty)
    }

    @Test func umbrellas() throws {
        let apps = [
            "apps/web/mix.exs": "app: :web, mod: {W, []}", "apps/cli/mix.exs": "app: :cli, escript: [main_module: C]",
            "apps/core/mix.exs": "app: :core",
        ]
        let with = apps.merging(["mix.exs": "apps_path: \"apps\", releases: [all: [applications: [web: :permanent]]]"])
        { $1 }
        #expect(try programs(with) == ["all daemon all -", "cli escript - cli"])
        let without = apps.merging(["mix.exs": "apps_path: \"apps\""]) { $1 }
        #expect(try programs(without) == ["cli escript - cli", "web daemon - web"])
    }

    @Test func rebarProjects() throws {
        #expect(try programs(["rebar.config": "{escript_name, \"tool\"}."]) == ["tool escript - -"])
        let plain = ["rebar.config": "{escript_incl_apps, [x]}.", "src/own.app.src": ""]
        #expect(try programs(plain) == ["own escript - -"])
        let relx = "{relx, [{release, {one, \"1\"}, [a]},\n {release, { two , \"1\"}, [a]}]}. % {release, {no, \"1\"}"
        #expect(try programs(["rebar.config": relx]) == ["one daemon one -", "two daemon two -"])
        let halting = ["rebar.config": "{relx, [{release, {a, git}, [a]}]}.", "apps/a/src/a.erl": "init:stop()"]
        #expect(try programs(halting) == ["a cli - -"])
        #expect(try programs(["rebar.config": "{deps, []}. %% {escript_name, x}."]).isEmpty)
    }

    @Test func versionsAreTold() throws {
        try withTemporaryFolder { folder in
            try fill(
                folder, ["mix.exs": "app: :a, elixir: \"~> 1.19\"", ".tool-versions": "erlang 27.1 # x\nnodejs 20\n"])
            let survey = try ProjectSurvey(of: folder, disk: Disk())
            #expect(survey.notes == [".tool-versions names erlang 27.1"])
            #expect(try survey.supports(#require(Version("1.20.4"))) && !survey.supports(#require(Version("1.18.3"))))
        }
    }

    @Test(
        "requirements of Elixir",
        arguments: [
            ("~> 1.15", "1.20.4", true), ("~> 1.15.2", "1.16.0", false), ("~> 1.15.2", "1.15.3", true),
            (">= 1.14.0 and < 1.18.0", "1.18.3", false), ("~> 1.10 or ~> 2.0", "1.18.3", true),
            ("1.18.3", "1.18.3", true),
            ("!= 1.18.3", "1.18.3", false), ("> 1.18.3", "1.18.3", false), ("<= 1.18.3", "1.18.3", true),
        ])
    func requirement(text: String, version: String, accepted: Bool) throws {
        #expect(try ElixirRequirement(text)?.accepts(#require(Version(version))) == accepted)
    }

    @Test(arguments: ["x", "~> ", "1.x"]) func otherRequirementsMeanNothing(_ text: String) {
        #expect(ElixirRequirement(text) == nil)
    }
}
