import Foundation
import Testing

/// The whole tool with an installed OTP and Elixir, given by `BMATRIX_TEST_OTP` and `BMATRIX_TEST_ELIXIR`.
@Suite(.enabled(if: Installed.roots != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct SystemRunTests {
    private static let project = """
        defmodule Demo.MixProject do
          use Mix.Project
          def project, do: [app: :demo, version: "1.0.0", deps: []]
          def application, do: [extra_applications: [:crypto]]
        end
        """
    private static let cli = """
        defmodule Demo.CLI do
          def main(["fail"]), do: System.halt(7)
          def main(arguments), do: IO.puts(Enum.join(arguments, ","))
        end
        """

    @Test func buildsWithWhatIsInstalled() throws {
        let roots = try #require(Installed.roots)
        try withTool { tool in
            try tool.put(
                """
                version: 1
                apps: {demo: {path: demo, modes: [cli], entry: Demo.CLI}}
                matrix: {target: auto, otp: "27"}
                sources: [{system: {otp: "\(roots.otp)", elixir: "\(roots.elixir)"}}]
                defaults: {compression: 1}
                smoke:
                  demo:
                    - {name: joins, run: [a, b c], expect: {stdout: "a,b c\\n", stderr: ""}}
                    - {name: fails, run: [fail], expect: {exit: 7}}
                """, at: "matrix.yaml")
            try tool.put(Self.project, at: "demo/mix.exs")
            try tool.put(Self.cli, at: "demo/lib/cli.ex")
            let plan = try tool.call(["plan"])
            #expect(plan.status == 0 && plan.output.contains("27."), "\(plan)")
            let run = try tool.call(["run"])
            try #require(run.status == 0, "\(run)")
            #expect(!run.output.contains("\u{1B}"))
            let names = try FileManager.default.contentsOfDirectory(atPath: tool.folder.appending(path: "dist").path)
            #expect(names.contains { $0.hasPrefix("demo-1.0.0-cli-otp27.") && $0.hasSuffix("-auto") })
            #expect(Set(names).isSuperset(of: ["SHA256SUMS", "junit.xml", "run.json", "sizes.md", "summary.md"]))
            let smoke = try tool.call(["smoke"], ["BMATRIX_DIR": tool.folder.appending(path: "installs").path])
            #expect(smoke.status == 0, "\(smoke)")
            try tool.put(Self.cli.replacing("halt(7)", with: "halt(8)"), at: "demo/lib/cli.ex")
            let red = try tool.call(["run"])
            #expect(red.status == 1 && red.output.contains("smoke.exit-status"), "\(red)")
        }
    }
}

/// The OTP and Elixir of this machine that tests may use.
private enum Installed {
    static let roots: (otp: String, elixir: String)? = {
        let environment = ProcessInfo.processInfo.environment
        guard let otp = environment["BMATRIX_TEST_OTP"], let elixir = environment["BMATRIX_TEST_ELIXIR"] else {
            return nil
        }
        return (otp, elixir)
    }()
}
