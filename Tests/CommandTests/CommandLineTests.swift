import Testing

/// What every command has in common.
struct CommandLineTests {
    @Test func tellsHowItIsUsed() throws {
        try withTool { tool in
            let help = try tool.call(["--help"])
            #expect(help.status == 0 && help.errors.isEmpty)
            for command in ["run", "plan", "check", "smoke"] { #expect(help.output.contains("  \(command) ")) }
            #expect(try tool.call(["--version"]).output == "0.1.0\n")
            for command in ["run", "plan", "check", "smoke"] {
                let help = try tool.call([command, "--help"])
                #expect(help.status == 0 && help.output.contains("USAGE: bmatrix \(command)"))
            }
        }
    }

    @Test(arguments: [
        ["--nonsense"], ["dance"], ["check", "--nonsense"], ["check", "a", "b"], ["run", "--jobs", "0"],
        ["run", "--jobs", "x"],
        ["plan", "--format", "xml"], ["smoke", "--timeout", "0"], ["smoke", "--grace", "-1"],
        ["smoke", "--timeout", "nan"],
    ])
    func refusesWhatItDoesNotKnow(_ arguments: [String]) throws {
        try withTool { tool in
            let result = try tool.call(arguments)
            #expect(result.status == 2)
            #expect(result.output.isEmpty)
            #expect(result.errors.hasPrefix("Error: "), "\(result.errors)")
        }
    }
}
