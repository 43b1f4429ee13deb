import Testing

struct PlanCommandTests {
    /// Nothing listens at this port of loopback.
    private static let nowhere = "sources: [{debian: {mirror: \"http://127.0.0.1:1/debian\"}}]\n"

    @Test func anUnreachableMirrorIsNamed() throws {
        try withTool { tool in
            try tool.put(goodMatrix + Self.nowhere, at: "matrix.yaml")
            let result = try tool.call(["plan", "--format", "json"])
            #expect(result.status == 6)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("http://127.0.0.1:1/debian"))
            #expect(result.errors.contains("hint: "))
            #expect(!result.errors.contains("\u{1B}"))
        }
    }

    @Test func aRunStopsThere() throws {
        try withTool { tool in
            try tool.put(goodMatrix + Self.nowhere, at: "matrix.yaml")
            let result = try tool.call(["run"])
            #expect(result.status == 6)
            #expect(result.errors.contains("http://127.0.0.1:1/debian"))
        }
    }

    @Test(arguments: ["plan", "run"]) func nothingSelectedIsNoSuccess(_ command: String) throws {
        try withTool { tool in
            let excluding = goodMatrix.replacing(
                "otp: \"27\"}", with: "otp: \"27\", exclude: [{app: demo, reason: not now}]}")
            try tool.put(excluding + "sources: [{system: {otp: /does/not/exist}}]\n", at: "matrix.yaml")
            let result = try tool.call([command])
            #expect(result.status == 3, "\(result)")
            if command == "plan" { #expect(result.output.contains("not now")) }
            if command == "run" { #expect(result.errors.contains("plan.empty")) }
        }
    }
}
