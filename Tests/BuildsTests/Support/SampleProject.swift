import Host
import Matrix
import Testing

/// A small Mix project, made file by file, that is built and run.
struct SampleProject: Sendable {
    /// The files that every sample has unless it brings its own.
    static let standard = [
        "mix.exs": mix(),
        "lib/demo/application.ex": application("print(System.argv())"),
    ]

    let files: [String: String]
    private let app: String

    /// - Parameter app: what the matrix file says of the app besides its path.
    init(_ files: [String: String], app: String = "modes: [cli]") {
        self.files = Self.standard.merging(files) { $1 }
        self.app = app
    }

    /// A project file; `project` and `application` are further entries of the two lists.
    static func mix(project: String = "deps: []", application: String = "mod: {Demo.Application, []}") -> String {
        """
        defmodule Demo.MixProject do
          use Mix.Project
          def project, do: [app: :demo, version: "1.0.0", elixir: "~> 1.15", \(project)]
          def application, do: [\(application)]
        end
        """
    }

    /// An application that does its work when it starts, and ends.
    static func application(_ body: String) -> String {
        """
        defmodule Demo.Application do
          use Application
          def start(_type, _arguments) do
            \(body)
            System.halt(0)
          end
          defp print(value), do: IO.puts(inspect(value))
          def unused, do: print(nil)
        end
        """
    }

    /// Builds the project; the bench holds the artifact.
    func build(_ settings: String = "") async throws -> (bench: Workbench, cell: CellRecord) {
        let bench = try Workbench(
            """
            version: 1
            apps: {demo: {path: demo, \(app)}}
            matrix: {target: any_linux_x86_64, otp: "27"}
            defaults: {compression: 1}
            smoke: {demo: [{name: none, run: [], expect: {}}]}
            \(settings)
            """)
        for (path, text) in files { try bench.put(text, at: "demo/\(path)") }
        let record = try await bench.run()
        return (bench, try #require(record.cells.first))
    }

    /// Builds the project and returns what its artifact prints.
    func output(_ arguments: [String] = [], _ environment: [String: String] = [:]) async throws -> String {
        let (bench, cell) = try await build()
        let failure = cell.outcome.failure
        let artifact = try #require(
            cell.artifact?.file,
            "\(failure.map { "\($0.message)\n\($0.log.joined(separator: "\n"))" } ?? "no artifact")")
        let run = try bench.start(artifact, arguments, environment)
        #expect(run.status == 0 && run.errors == "", "status \(run.status): \(run.errors)")
        return run.output
    }
}
