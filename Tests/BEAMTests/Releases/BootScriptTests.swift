import Testing

@testable import BEAM

struct BootScriptTests {
    private func script() throws -> BootScript { try BootScript(boot: ExternalTermFormatTests.written) }

    @Test func knowsItsReleaseAndLibraries() throws {
        let script = try script()
        #expect(script.name == "demo")
        #expect(script.version == "0.1.0")
        #expect(script.libraries(below: "$ROOT") == ["kernel-1.0"])
        #expect(script.libraries(below: "$RELEASE_LIB") == ["demo-0.1.0"])
    }

    @Test func putsACallRightBehindTheStartOfAnApplication() throws {
        var script = try script()
        let isStarted = script.call("my_entry", "boot", after: "elixir")
        #expect(isStarted)
        let started = Term.tuple([
            .atom("apply"),
            .tuple([
                .atom("application"), .atom("start_boot"), .list([.atom("elixir"), .atom("permanent")]),
            ]),
        ])
        let index = try #require(script.instructions.firstIndex(of: started))
        #expect(
            script.instructions[index + 1]
                == .tuple([.atom("apply"), .tuple([.atom("my_entry"), .atom("boot"), .list([])])]))
        #expect(try BootScript(boot: script.bytes).instructions == script.instructions)
    }

    @Test func putsACallBehindAllElseWithWhatMustRun() throws {
        var script = try script()
        script.instructions.append(.tuple([.atom("progress"), .atom("started")]))
        script.callAtEnd("my_entry", "ready")
        let call = try #require(script.instructions.dropLast().last?.fields?.last?.fields)
        #expect(call.prefix(2) == [.atom("my_entry"), .atom("ready")])
        let names = try #require(call.last?.elements?.first?.elements)
        #expect(names.contains(.atom("elixir")))
        #expect(script.instructions.last == .tuple([.atom("progress"), .atom("started")]))
        #expect(try BootScript(boot: script.bytes).instructions == script.instructions)
    }

    @Test func tellsWhenTheApplicationIsNotStarted() throws {
        var script = try script()
        let isStarted = script.call("my_entry", "boot", after: "phoenix")
        #expect(!isStarted)
        #expect(script.bytes == ExternalTermFormatTests.written)
    }

    @Test func refusesOtherTerms() {
        #expect(throws: TermError.self) { try BootScript(boot: ExternalTermFormat.encode(.list([]))) }
        #expect(throws: TermError.self) { try BootScript(boot: []) }
    }
}
