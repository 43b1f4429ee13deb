import Testing

struct CheckCommandTests {
    @Test func aRightFileHasNoErrors() throws {
        try withTool { tool in
            try tool.put(goodMatrix, at: "matrix.yaml")
            let result = try tool.call(["check"])
            #expect(result.status == 0)
            #expect(result.output == "matrix.yaml: no errors; 1 cell, 0 dropped\n")
            #expect(result.errors.isEmpty)
        }
    }

    @Test func aWrongFileIsToldWhere() throws {
        try withTool { tool in
            try tool.put(goodMatrix.replacing("target:", with: "taget:"), at: "sub/m.yaml")
            let result = try tool.call(["check", "sub/m.yaml"], ["CLICOLOR_FORCE": "1"])
            #expect(result.status == 2 && result.output.isEmpty)
            #expect(
                result.errors == """
                    sub/m.yaml:3:10: error: unknown key 'taget'
                     3 | matrix: {taget: any_linux_x86_64, otp: "27"}
                       |          ^~~~~
                       = expected one of target, otp, elixir, mode, exclude, include
                       = did you mean 'target'?

                    """, "\(result.errors)")
        }
    }

    @Test(arguments: ["missing.yaml", ".", "/dev/null"]) func otherPathsAreRefused(_ path: String) throws {
        try withTool { tool in
            let result = try tool.call(["check", path])
            #expect(result.status == 2 && result.output.isEmpty)
            #expect(result.errors.contains("error: "))
        }
    }
}
