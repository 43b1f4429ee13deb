import Foundation
import Testing

struct InitCommandTests {
    private static let project =
        "defmodule A.MixProject do\n  def project, do: [app: :a, escript: [main_module: A]]\nend\n"

    @Test func aFileIsWrittenThatCheckAccepts() throws {
        try withTool { tool in
            try tool.put(Self.project, at: "sub/mix.exs")
            let result = try tool.call(["init", "sub"])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
            #expect(
                result.output.contains("a Mix project: a (escript)") && result.output.contains("cd sub && bmatrix run"))
            #expect(try tool.call(["check", "sub/matrix.yaml"]).status == 0)
        }
    }

    @Test func aFileThatIsThereStaysUnlessForced() throws {
        try withTool { tool in
            try tool.put(Self.project, at: "mix.exs")
            try tool.put("mine", at: "matrix.yaml")
            let refused = try tool.call(["init"])
            #expect(refused.status == 2 && refused.errors.contains("init.exists") && refused.errors.contains("--force"))
            #expect(try String(contentsOf: tool.folder.appending(path: "matrix.yaml"), encoding: .utf8) == "mine")
            #expect(try tool.call(["init", "--force"]).status == 0)
            #expect(try tool.call(["check"]).status == 0)
        }
    }

    @Test(arguments: [("mix.exs", "app: :a", "init.library"), ("README", "", "compile.no-project")])
    func whereNothingCanBePackedNothingIsWritten(path: String, text: String, code: String) throws {
        try withTool { tool in
            try tool.put(text, at: path)
            let result = try tool.call(["init"])
            #expect(result.status == 2 && result.errors.contains(code), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: tool.folder.appending(path: "matrix.yaml").path))
        }
    }
}
