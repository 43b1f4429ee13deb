import Foundation
import Matrix
import Releases
import Testing

/// Dependencies as `mix deps.get` leaves them: in deps/, without the tools that fetched them.
@Suite(.enabled(if: Toolchain.ofEnvironment != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct DependencyTests {
    private typealias Sample = SampleProject

    private static func library(_ name: String, deps: String = "") -> [String: String] {
        let module = name.capitalized
        return [
            "deps/\(name)/mix.exs": """
            defmodule \(module).MixProject do
              use Mix.Project
              def project, do: [app: :\(name), version: "2.1.0", deps: [\(deps)]]
              def application, do: []
            end
            """,
            "deps/\(name)/lib/\(name).ex": "defmodule \(module) do\n  def x, do: :\(name)\nend\n",
        ]
    }

    private static func using(_ deps: String, _ more: [String: String], prints: String) -> SampleProject {
        Sample(
            [
                "mix.exs": Sample.mix(project: "deps: [\(deps)]"),
                "lib/demo/application.ex": Sample.application("print(\(prints))"),
            ].merging(more) { $1 })
    }

    @Test func compilesWhatHexAndGitFetchedAndWhatLiesInTheProject() async throws {
        let files = Self.library("left", deps: "{:right, \"~> 2.0\"}, {:gone, \">= 0.0.0\", optional: true}")
            .merging(Self.library("right")) { $1 }.merging(Self.library("third")) { $1 }
            .merging(Self.library("local")) { $1 }
        let lock = """
            %{
              "left": {:hex, :left, "2.1.0", "00", [:mix], [], "hexpm", "00"},
              "third": {:git, "https://git.invalid/third.git", "0123456789012345678901234567890123456789", []},
            }
            """
        let project = Self.using(
            """
            {:left, "~> 2.0"}, {:never, "~> 1.0", only: [:dev, :test]},
            {:third, git: "https://git.invalid/third.git"}, {:local, path: "deps/local"}
            """, files.merging(["mix.lock": lock, "deps/third/.git/HEAD": "ref: refs/heads/main\n"]) { $1 },
            prints: "[Left.x(), Right.x(), Third.x(), Local.x()]")
        let output = try await project.output()
        #expect(output == "[:left, :right, :third, :local]\n")
    }

    @Test func namesThePathOfADependencyThatItDoesNotSee() async throws {
        let project = Self.using("{:left, path: \"../left\"}", [:], prints: "1")
        let failure = try #require(try await project.build().cell.outcome.failure)
        #expect(failure.log.contains { $0.contains("../left") })
        #expect(failure.hint.contains("roots:"))
    }

    @Test func tellsWhichDependencyIsNotThere() async throws {
        let project = Self.using("{:left, \"~> 2.0\"}", [:], prints: "1")
        let failure = try #require(try await project.build().cell.outcome.failure)
        #expect(failure.code == "deps.unreachable")
        #expect(failure.hint.contains("mix deps.get"))
    }

    @Test func refusesADependencyOfAnotherVersion() async throws {
        let project = Self.using("{:left, \"~> 3.0\"}", Self.library("left"), prints: "Left.x()")
        let failure = try #require(try await project.build().cell.outcome.failure)
        #expect(failure.code == "compile.failed")
        #expect(failure.log.contains { $0.contains("~> 3.0") })
    }
}
