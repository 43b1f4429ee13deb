import Matrix
import Releases
import Testing

/// Projects as people have them, built and run on a real OTP and Elixir.
@Suite(.enabled(if: Toolchain.ofEnvironment != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct ProjectKindsTests {
    private typealias Sample = SampleProject

    @Test func buildsTheDefaultOfSeveralReleasesUnstripped() async throws {
        let releases = "[a: [version: \"0.1.0\"], b: [version: \"0.2.0\", strip_beams: false]]"
        let project = Sample([
            "mix.exs": Sample.mix(project: "deps: [], releases: \(releases), default_release: :b"),
            "lib/demo/application.ex": Sample.application(
                """
                whole = match?({:ok, _}, :beam_lib.chunks(:code.which(__MODULE__), [:debug_info]))
                    print({System.get_env("RELEASE_NAME"), whole})
                """),
        ])
        let output = try await project.output()
        #expect(output == "{\"b\", true}\n")
    }

    @Test func buildsTheReleaseThatTheMatrixFileNamesKeepingItsDocs() async throws {
        let releases = "[a: [], b: fn -> [version: \"0.2.0\", strip_beams: [keep: [\"Docs\"]]] end]"
        let project = Sample(
            [
                "mix.exs": Sample.mix(project: "deps: [], releases: \(releases)"),
                "lib/demo/greeter.ex": "defmodule Demo.Greeter do\n  @moduledoc \"Greets.\"\n  def hi, do: 1\nend\n",
                "lib/demo/application.ex": Sample.application(
                    """
                    {:docs_v1, _, _, _, %{"en" => docs}, _, _} = Code.fetch_docs(Demo.Greeter)
                        whole = match?({:ok, _}, :beam_lib.chunks(:code.which(Demo.Greeter), [:debug_info]))
                        print({System.get_env("RELEASE_NAME"), System.get_env("RELEASE_VSN"), docs, whole})
                    """),
            ], app: "modes: [cli], release: b")
        let output = try await project.output()
        #expect(output == "{\"b\", \"0.2.0\", \"Greets.\", false}\n")
    }

    @Test func readsFilesAndFoldersThatTheProjectFileNames() async throws {
        let project = Sample([
            "mix.exs": """
            defmodule Demo.MixProject do
              use Mix.Project
              @version "VERSION" |> File.read!() |> String.trim()
              Code.require_file("more.exs", __DIR__)
              def project, do: [app: :demo, version: @version, deps: More.deps(), elixirc_paths: ["lib", "more/doc"]]
              def application, do: [mod: {Demo.Application, []}]
            end
            """,
            "VERSION": "3.2.1-rc.1\n", "more.exs": "defmodule More do\n  def deps, do: []\nend\n",
            "more/doc/extra.ex": "defmodule Extra do\n  def x, do: :extra\nend\n",
            "lib/demo/doc/cover.ex": "defmodule Demo.Doc do\n  def x, do: :doc\nend\n",
            "lib/demo/application.ex": Sample.application(
                "print({to_string(Application.spec(:demo, :vsn)), Extra.x(), Demo.Doc.x()})"),
        ])
        let output = try await project.output()
        #expect(output == "{\"3.2.1-rc.1\", :extra, :doc}\n")
    }

    @Test func configuresAtBuildTimeAndAtRunTime() async throws {
        let project = Sample([
            "config/config.exs": "import Config\nconfig :demo, built: config_env()\nimport_config \"prod.exs\"\n",
            "config/prod.exs": "import Config\nconfig :demo, more: [a: 1]\n",
            "config/runtime.exs": "import Config\nconfig :demo, given: System.get_env(\"GIVEN\")\n",
            "lib/demo/application.ex": Sample.application(
                """
                print(Enum.sort(Application.get_all_env(:demo)))
                    print(Enum.map(:init.get_plain_arguments(), &to_string/1) == System.argv())
                """),
        ])
        let output = try await project.output(["-a", "+b", "--", "é"], ["GIVEN": "x"])
        #expect(output == "[built: :prod, given: \"x\", more: [a: 1]]\ntrue\n")
    }

    @Test func takesAllThatAReleaseCanHold() async throws {
        let project = Sample([
            "mix.exs": """
            defmodule Demo.MixProject do
              use Mix.Project
              def project do
                [app: :demo, version: "1.0.0", releases: [demo: [steps: [:assemble, &note/1, :tar]]]]
              end
              def application, do: [mod: {Demo.Application, []}, extra_applications: [:crypto, :logger]]
              defp note(release) do
                File.write!(Path.join(release.path, "noted"), release.version)
                release
              end
            end
            """,
            "rel/overlays/share/greeting.txt": "hello", "rel/vm.args.eex": "+P 123456\n-demo <%= @release.name %>\n",
            "rel/env.sh.eex": "exit 1\n", "priv/data/a.txt": "data",
            "lib/demo/application.ex": Sample.application(
                """
                root = System.fetch_env!("RELEASE_ROOT")
                    print(for file <- ["share/greeting.txt", "noted"], do: File.read!(Path.join(root, file)))
                    print({:init.get_argument(:demo), :erlang.system_info(:process_limit) >= 123456})
                    print(File.read!(Application.app_dir(:demo, "priv/data/a.txt")))
                    print(Base.encode16(:crypto.hash(:sha256, "abc")) |> binary_part(0, 8))
                """),
        ])
        let output = try await project.output()
        #expect(output == "[\"hello\", \"1.0.0\"]\n{{:ok, [[~c\"demo\"]]}, true}\n\"data\"\n\"BA7816BF\"\n")
    }

    @Test func restartsAfterConfigurationIfTheReleaseSaysSo() async throws {
        let project = Sample([
            "mix.exs": Sample.mix(project: "deps: [], releases: [demo: [reboot_system_after_config: true]]"),
            "config/runtime.exs": "import Config\nconfig :demo, given: System.get_env(\"GIVEN\")\n",
            "lib/demo/application.ex": Sample.application(
                "print({Application.get_env(:demo, :given), System.argv()})"),
        ])
        let output = try await project.output(["a b"], ["GIVEN": "x"])
        #expect(output == "{\"x\", [\"a b\"]}\n")
    }

    @Test func startsAnElixirModule() async throws {
        let project = Sample(
            [
                "mix.exs": Sample.mix(application: "extra_applications: [:logger]"),
                "lib/demo/application.ex": """
                defmodule Demo.CLI do
                  def main(arguments), do: IO.puts(inspect(arguments))
                end
                """,
            ], app: "modes: [cli], entry: Demo.CLI")
        let output = try await project.output(["x y", ""])
        #expect(output == "[\"x y\", \"\"]\n")
    }

    @Test func startsAnErlangModule() async throws {
        let project = Sample(
            [
                "mix.exs": Sample.mix(application: ""),
                "lib/demo/application.ex": "",
                "src/demo_cli.erl": """
                -module(demo_cli).
                -export([main/1]).
                main(Arguments) -> io:format("~tp~n", [Arguments]).
                """,
            ], app: "modes: [cli], entry: demo_cli")
        let output = try await project.output(["x y", "-s"])
        #expect(output == "[\"x y\",\"-s\"]\n")
    }

    @Test func buildsAProjectUnderAnOddName() async throws {
        let project = Sample(["lib/demo/application.ex": Sample.application("print(System.argv())")])
        let bench = try Workbench(
            """
            version: 1
            apps: {demo: {path: "my apps/dém o", modes: [cli]}}
            matrix: {target: any_linux_x86_64, otp: "27"}
            smoke: {demo: [{name: runs, run: [hi], expect: {stdout: "[\\"hi\\"]\\n"}}]}
            """, depth: "a b/c'd")
        for (path, text) in project.files { try bench.put(text, at: "my apps/dém o/\(path)") }
        #expect(try await bench.run().cells.map(\.outcome) == [.passed])
    }
}
