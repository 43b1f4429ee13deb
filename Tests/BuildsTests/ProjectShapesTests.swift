import Foundation
import Matrix
import Releases
import SystemPackage
import Testing

/// Umbrellas, monorepos, repositories of Git and rebar3 projects, built and run on a real OTP and Elixir.
@Suite(.enabled(if: Toolchain.ofEnvironment != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct ProjectShapesTests {
    private static let hasRebar = ProcessInfo.processInfo.environment["BMATRIX_TEST_REBAR3"] != nil

    /// Builds the apps and returns what each artifact prints, or the code of its failure.
    private func outputs(_ apps: String, _ files: [String: String], _ arguments: [String] = []) async throws -> [String:
        String]
    {
        let bench = try Workbench(
            """
            version: 1
            apps: {\(apps)}
            matrix: {target: any_linux_x86_64, otp: "27"}
            defaults: {compression: 1, retries: {infra: 0}}
            smoke: {escript: [{name: none, expect: {exit: any}}], cli: [{name: none, expect: {exit: any}}]}
            """)
        for (path, text) in files { try bench.put(text, at: path) }
        var outputs: [String: String] = [:]
        for cell in try await bench.run().cells {
            let file = cell.artifact?.file
            outputs[cell.cell.app] = try file.map { try bench.call($0, arguments) } ?? cell.outcome.failure?.code
        }
        return outputs
    }

    @Test func eachAppOfAnUmbrellaHasItsOwnArtifact() async throws {
        let shape = "smoke_tests/shapes/umbrella"
        let apps = """
            one: {path: \(shape), app: shop_cli, modes: [escript]}, two: {path: \(shape)/apps/shop_cli, modes: [escript]},
            none: {path: \(shape), modes: [escript]}
            """
        let outputs = try await outputs(apps, [:], ["250"])
        #expect(outputs == ["one": "2.5 EUR\n", "two": "2.5 EUR\n", "none": "compile.no-app"])
    }

    @Test func dependenciesByTheirPathMayLieBesideTheProject() async throws {
        let files = [
            "repo/VERSION": "7.7.7\n",
            "repo/libs/shared/mix.exs": """
            defmodule Shared.MixProject do
              use Mix.Project
              def project, do: [app: :shared, version: "1.0.0", deps: [{:ground, path: Path.expand("../ground", __DIR__)}]]
            end
            """,
            "repo/libs/shared/lib/shared.ex": "defmodule Shared do\n  def x, do: {:shared, Ground.x()}\nend\n",
            "repo/libs/ground/mix.exs": """
            defmodule Ground.MixProject do
              use Mix.Project
              def project, do: [app: :ground, version: "1.0.0"]
            end
            """,
            "repo/libs/ground/lib/ground.ex": "defmodule Ground do\n  def x, do: :ground\nend\n",
            "repo/tools/app/mix.exs": """
            defmodule App.MixProject do
              use Mix.Project
              @version "../../VERSION" |> File.read!() |> String.trim()
              def project do
                [app: :app, version: @version, escript: [main_module: App], deps: [{:shared, path: "../../libs/shared"}]]
              end
            end
            """,
            "repo/tools/app/lib/app.ex": """
            defmodule App do
              def main(_), do: IO.inspect({Shared.x(), Application.spec(:app, :vsn)})
            end
            """,
        ]
        let outputs = try await outputs("app: {path: repo/tools/app, modes: [escript]}", files)
        #expect(outputs == ["app": "{{:shared, :ground}, ~c\"7.7.7\"}\n"])
    }

    @Test func repositoriesAreFetchedAsTheLockFileSays() async throws {
        let remote = try Repository([
            "mix.exs": """
            defmodule Left.MixProject do
              use Mix.Project
              def project, do: [app: :left, version: "1.0.0"]
            end
            """, "lib/left.ex": "defmodule Left do\n  def x, do: :old\nend\n",
        ])
        let commit = try remote.head()
        try remote.change("lib/left.ex", "defmodule Left do\n  def x, do: :new\nend\n")
        let files = [
            "demo/mix.exs": """
            defmodule Demo.MixProject do
              use Mix.Project
              def project do
                [app: :demo, version: "1.0.0", escript: [main_module: Demo], deps: [{:left, git: "\(remote.url)"}]]
              end
            end
            """,
            "demo/mix.lock": "%{\n  \"left\": {:git, \"\(remote.url)\", \"\(commit)\", []},\n}\n",
            "demo/lib/demo.ex": "defmodule Demo do\n  def main(_), do: IO.inspect(Left.x())\nend\n",
        ]
        let outputs = try await outputs("demo: {path: demo, modes: [escript]}", files)
        #expect(outputs == ["demo": Self.hasRebar ? ":old\n" : "runtimes.no-rebar3"])
    }

    @Test(.enabled(if: hasRebar, "BMATRIX_TEST_REBAR3 is not set")) func rebarProjectsNeedNoElixir() async throws {
        let release = """
            {relx, [{release, {one, "0.1.0"}, [tool]}, {release, {two, "0.2.0"}, [tool, sasl]}, {dev_mode, true},
                    {vm_args, "vm.args"}, {sys_config_src, "sys.config.src"}, {overlay, [{copy, "extra", "share/extra"}]}]}.
            """
        let files = [
            "tool/rebar.config": release, "tool/vm.args": "-sname tool\n-setcookie c\n-word given\n",
            "tool/extra": "more",
            "tool/sys.config.src": "[{tool, [{set, yes}]}].\n",
            "tool/src/tool.app.src": """
            {application, tool, [{description, "t"}, {vsn, "3.1.4"}, {registered, []}, {applications, [kernel, stdlib]}]}.
            """,
            "tool/src/tool.erl": """
            -module(tool).
            -export([main/1]).
            main(Arguments) ->
                {ok, Extra} = file:read_file(filename:join([os:getenv("RELEASE_ROOT"), "share", "extra"])),
                io:format("~p ~s ~p ~p ~p ~p~n", [Arguments, Extra, application:get_env(tool, set),
                    init:get_argument(word), node(), code:which('Elixir.System')]).
            """,
        ]
        let apps = """
            tool: {path: tool, release: two, modes: [cli], entry: tool},
            unclear: {path: tool, modes: [cli], entry: tool},
            reverse: {path: smoke_tests/shapes/rebar3_escript, modes: [escript]},
            poster: {path: smoke_tests/shapes/mix_vendored, modes: [escript]}
            """
        let outputs = try await outputs(apps, files, ["a b"])
        #expect(
            outputs == [
                "tool": "[\"a b\"] more {ok,yes} {ok,[[\"given\"]]} nonode@nohost non_existing\n",
                "unclear": "compile.failed", "reverse": "b a\n", "poster": "=======\n  a b  \n=======\n",
            ])
    }

    @Test(.enabled(if: hasRebar, "BMATRIX_TEST_REBAR3 is not set")) func rebarFetchesWhatIsNotThere() async throws {
        let resource = "{application, dep, [{description, \"d\"}, {vsn, \"1.0.0\"}, {applications, [kernel, stdlib]}]}."
        let remote = try Repository([
            "rebar.config": "{deps, []}.", "src/dep.app.src": resource,
            "src/dep.erl": "-module(dep).\n-export([x/0]).\nx() -> fetched.\n",
        ])
        let files = [
            "tool/rebar.config": "{deps, [{dep, {git, \"\(remote.url)\", {branch, \"main\"}}}]}. {escript_name, tool}.",
            "tool/rebar.lock": "[{<<\"dep\">>,\n  {git,\"\(remote.url)\",{ref,\"\(try remote.head())\"}},\n  0}].\n",
            "tool/src/tool.app.src": resource.replacing("dep", with: "tool").replacing("stdlib", with: "stdlib, dep"),
            "tool/src/tool.erl": "-module(tool).\n-export([main/1]).\nmain(_) -> io:format(\"~p~n\", [dep:x()]).\n",
        ]
        let outputs = try await outputs("tool: {path: tool, modes: [escript]}", files)
        #expect(outputs == ["tool": "fetched\n"])
    }
}

/// A repository of Git in a folder of its own.
private final class Repository {
    private let folder: URL

    init(_ files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "remote-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try git(["init", "--quiet", "--initial-branch=main"])
        for (path, text) in files { try write(path, text) }
        try commit()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var url: String {
        folder.absoluteString.hasSuffix("/") ? String(folder.absoluteString.dropLast()) : folder.absoluteString
    }

    func head() throws -> String { try git(["rev-parse", "HEAD"]).trimmingCharacters(in: .whitespacesAndNewlines) }

    func change(_ path: String, _ text: String) throws {
        try write(path, text)
        try commit()
    }

    private func write(_ path: String, _ text: String) throws {
        let place = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    private func commit() throws {
        try git(["add", "."])
        try git(["-c", "user.name=t", "-c", "user.email=t@t.invalid", "commit", "--quiet", "-m", "x"])
    }

    @discardableResult private func git(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/git")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
