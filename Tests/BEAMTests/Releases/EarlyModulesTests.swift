import Testing

@testable import BEAM

struct EarlyModulesTests {
    private static func start(_ parameters: [Term]?) -> Term {
        let env = parameters.map { [Term.tuple([.atom("env"), .list($0)])] } ?? []
        let kernel = Term.tuple([
            .atom("application"), .atom("kernel"), .list([.tuple([.atom("vsn"), .string("1")])] + env),
        ])
        let call = Term.tuple([.atom("application_controller"), .atom("start"), .list([kernel])])
        return .tuple([.atom("kernelProcess"), .atom("application_controller"), call])
    }

    private static func script(_ instructions: [Term]) throws -> BootScript {
        let term = Term.tuple([.atom("script"), .tuple([.string("demo"), .string("1")]), .list(instructions)])
        return try BootScript(boot: ExternalTermFormat.encode(term))
    }

    private static func pair(_ name: String, _ value: String) -> Term { .tuple([.atom(name), .atom(value)]) }

    @Test func kernelsParametersAreDefaults() throws {
        var script = try Self.script([Self.start(nil)])
        script.setKernel("encoding", to: "latin1", isReplaced: false)
        #expect(script.instructions == [Self.start([Self.pair("encoding", "latin1")])])
        script.setKernel("encoding", to: "unicode", isReplaced: false)
        #expect(script.instructions == [Self.start([Self.pair("encoding", "latin1")])])
        script.setKernel("other", to: "x", isReplaced: true)
        script.setKernel("encoding", to: "utf8", isReplaced: true)
        #expect(script.instructions == [Self.start([Self.pair("other", "x"), Self.pair("encoding", "utf8")])])
    }

    @Test func whatStartsApplicationsIsKnown() throws {
        let properties = Term.list([.tuple([.atom("mod"), .tuple([.atom("demo_app"), .list([])])])])
        let resource = Term.tuple([.atom("application"), .atom("demo"), properties])
        let load = Term.tuple([.atom("application"), .atom("load"), .list([resource])])
        let script = try Self.script([.tuple([.atom("apply"), load]), Self.start(nil)])
        #expect(script.startModules == ["demo_app"])
    }

    @Test func otherScriptsStayAsTheyAre() throws {
        let instructions = [
            Term.tuple([.atom("progress"), .atom("started")]), .tuple([.atom("kernel_load_completed")]),
        ]
        var script = try Self.script(instructions)
        script.loadEarly(["lists"], from: ["$ROOT/lib/x/ebin"])
        script.loadLate(["erl_eval"])
        script.setKernel("encoding", to: "unicode", isReplaced: true)
        #expect(script.instructions == instructions)
    }
}
