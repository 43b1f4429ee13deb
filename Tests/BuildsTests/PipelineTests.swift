import Builds
import Matrix
import Releases
import Testing

/// The pipeline on a real OTP and Elixir, given by `BMATRIX_TEST_OTP` and `BMATRIX_TEST_ELIXIR` (folders, as the store
/// has them).
@Suite(.enabled(if: Toolchain.ofEnvironment != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct PipelineTests {
    private static let matrix = """
        version: 1
        apps:
          test_cli: {path: smoke_tests/test_cli, modes: [cli]}
          test_escript: {path: smoke_tests/test_escript, modes: [escript]}
        matrix: {target: any_linux_x86_64, otp: "27"}
        defaults: {compression: 1}
        smoke:
          cli: [{name: greets, run: [hello, Ana], expect: {stdout: "Hello, Ana!\\n"}}]
          escript: [{name: greets, run: [hello, Ana], expect: {stdout: "Hello, Ana!\\n"}}]
        """

    @Test func makesArtifactsThatRun() async throws {
        let bench = try Workbench(Self.matrix)
        let record = try await bench.run()
        #expect(record.cells.map(\.outcome) == [.passed, .passed])
        for cell in record.cells {
            let artifact = try #require(cell.artifact)
            let output = try bench.call(artifact.file, ["echo", "a b", "", "--", "é"])
            #expect(output == "[a b]\n[]\n[--]\n[é]\n")
            #expect(artifact.components.reduce(0) { $0 + $1.stored } == artifact.size)
        }
    }

    @Test func doesNothingTwice() async throws {
        let bench = try Workbench(Self.matrix)
        _ = try await bench.run()
        let again = try await bench.run()
        for cell in again.cells {
            let redone = cell.stages.filter { !$0.cached && $0.stage != .smoke && $0.stage != .measure }
            #expect(redone.isEmpty)
        }
    }

    @Test func makesTheSameBytesElsewhere() async throws {
        let first = try Workbench(Self.matrix)
        let second = try Workbench(Self.matrix, depth: "another/place")
        let digests = try await (first.run().cells, second.run().cells)
        #expect(digests.0.map { $0.artifact?.sha256 } == digests.1.map { $0.artifact?.sha256 })
        #expect(digests.0.map { $0.artifact?.companions } == digests.1.map { $0.artifact?.companions })
        #expect(digests.0.allSatisfy { $0.artifact?.companions.count == 2 })
    }

    @Test func tellsWhyAProjectDoesNotCompile() async throws {
        let bench = try Workbench(Self.matrix)
        try bench.edit("smoke_tests/test_cli/lib/test_cli.ex") { $0 + "\ndefmodule Broken do\n  def x(\nend\n" }
        let record = try await bench.run()
        let failure = try #require(record.cells[0].outcome.failure)
        #expect(failure.stage == .compile && failure.code == "compile.failed")
        #expect(failure.log.contains { $0.contains("lib/test_cli.ex") })
        #expect(record.cells[1].outcome == .passed)
    }
}
