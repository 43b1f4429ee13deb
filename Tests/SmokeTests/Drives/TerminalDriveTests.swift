import Matrix
import Smoke
import Testing

@Suite struct TerminalDriveTests {
    /// A menu as a terminal program has it: raw keys, colours, cursor movements.
    private let menu = """
        old=$(stty -g); stty raw -echo; at=1
        draw() { printf '\\033[H\\033[2J'; for i in 1 2 3; do
          if [ $i = $at ]; then printf '> \\033[7mitem %s\\033[0m\\r\\n' $i; else printf '  item %s\\r\\n' $i; fi; done; }
        key() { dd bs=1 count=1 2>/dev/null; }
        draw; while :; do case "$(key)" in
          "$(printf '\\033')") key >/dev/null; case "$(key)" in A) at=$((at-1));; B) at=$((at+1));; esac; draw;;
          "$(printf '\\r')") stty "$old"; printf 'chosen %s\\n' $at; exit $at;;
          x) exit 9;;
        esac; done
        """

    private func test(_ steps: [TerminalScript.Step], _ expect: Expectation = Expectation()) -> SmokeTest {
        SmokeTest(name: "menu", drive: .terminal(TerminalScript(steps: steps)), expect: expect)
    }

    @Test func playsAMenu() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let record = try await stand.run(
            menu,
            test(
                [
                    .wait("> item 1"), .press(["down", "down"]), .wait("> item 3"), .press(["up"]), .wait("> item 2"),
                    .wait("  item 3"), .press(["enter"]), .wait("chosen 2"),
                ], Expectation(exit: 2, stdout: TextExpectation(contains: ["chosen 2\n"]))))
        #expect(record.failure == nil)
        #expect(record.output.hasSuffix("chosen 2"))
    }

    @Test func textMustHaveComeSinceTheLastKey() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        // The whole menu must be there before the key: what comes of it afterwards counts as text since the key.
        let steps: [TerminalScript.Step] = [
            .wait("> item 1"), .wait("  item 3"), .press(["down"]), .wait("> item 1"),
        ]
        let failure = try await stand.run(menu, test(steps), timeout: .seconds(3)).failure
        #expect(failure?.code == "smoke.terminal-text")
        #expect(failure?.message == #"step 4: the terminal did not show "> item 1" within 3 s"#)
        #expect(failure?.log == ["  item 1", "> item 2", "  item 3"])
    }

    @Test func eachFaultHasItsCode() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        func code(
            _ script: String, _ steps: [TerminalScript.Step], _ expect: Expectation = Expectation(),
            timeout: Duration = .seconds(5)
        ) async throws -> String? {
            try await stand.run(script, test(steps, expect), timeout: timeout).failure?.code
        }
        #expect(try await code(menu, [.wait("> item 1"), .press(["enter"])]) == "smoke.exit-status")
        #expect(try await code(menu, [.wait("> item 1"), .type("x")], Expectation(exit: 9)) == "smoke.terminal-mode")
        #expect(try await code(menu, [.wait("> item 1")]) == "smoke.timeout")
        #expect(try await code(menu, [.press(["upwards"])]) == "smoke.bad-test")
        #expect(try await code("echo bye; exit 3", [.wait("hello")]) == "smoke.terminal-text")
        #expect(try await code("trap '' HUP; sleep 330 & echo bye", [.wait("bye")]) == "smoke.left-behind")
        #expect(try await code("yes yes yes", [.wait("no")], timeout: .seconds(120)) == "smoke.output-limit")
        #expect(try await code("kill -ABRT $$", []) == "smoke.signal")
    }

    @Test func theTerminalIsAsDeclared() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let script = TerminalScript(columns: 132, rows: 50, steps: [.wait("name?"), .type("Zoë\r"), .wait("hi Zoë")])
        let record = try await stand.run(
            "test -t 0 -a -t 1 -a -t 2 || exit 1; stty size; echo $TERM; echo 'name?'; read n; echo \"hi $n\"",
            SmokeTest(name: "terminal", drive: .terminal(script)))
        #expect(record.failure == nil)
        #expect(record.output.hasPrefix("50 132\nxterm\nname?"))
    }
}
