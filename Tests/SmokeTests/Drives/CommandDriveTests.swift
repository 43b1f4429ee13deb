import Host
import Matrix
import Smoke
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct CommandDriveTests {
    @Test func passesWhatDoesAsItShould() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let record = try await stand.run(
            #"cat; printf '[%s]' "$@"; echo warning >&2; exit 4"#,
            SmokeTest(
                name: "all right", arguments: ["Ana María", "", "--", "{otp} {version} {other}"], stdin: "typed ",
                expect: Expectation(
                    exit: 4,
                    stdout: TextExpectation(
                        equals: "typed [Ana María][][--][27 1.2.3 {other}]", contains: ["[--]"],
                        matches: ["^typed .*\\]$"]),
                    stderr: TextExpectation(equals: "warning\n"))))
        #expect(record.failure == nil)
        #expect(record.name == "all right" && record.seconds > 0)
        #expect(record.output == "typed [Ana María][][--][27 1.2.3 {other}]\nwarning")
    }

    /// Each way to fail has its own code.
    @Test(arguments: [
        ("exit 3", Expectation(), "smoke.exit-status"),
        ("exit 0", Expectation(exit: 2), "smoke.exit-status"),
        ("exit 7", Expectation(exit: .any), nil),
        ("exit 0", Expectation(exit: .any), nil),
        ("kill -SEGV $$", Expectation(exit: .any), "smoke.signal"),
        ("echo '** (RuntimeError) no' >&2; exit 1", Expectation(exit: .any), "smoke.crashed"),
        ("echo 'bmatrix: no space' >&2; exit 112", Expectation(exit: .any), "smoke.launcher"),
        ("kill -SEGV $$", Expectation(), "smoke.signal"),
        ("kill -TERM $$", Expectation(signal: 9), "smoke.signal"),
        ("exit 1", Expectation(signal: 15), "smoke.signal"),
        ("echo Hello, Bob!", Expectation(stdout: TextExpectation(equals: "Hello, Ana!\n")), "smoke.stdout"),
        ("true", Expectation(stdout: TextExpectation(contains: ["Ana"])), "smoke.stdout"),
        ("echo 12", Expectation(stdout: TextExpectation(matches: ["^[a-z]+$"])), "smoke.stdout"),
        ("echo oops >&2", Expectation(stderr: TextExpectation(equals: "")), "smoke.stderr"),
        ("echo 'bmatrix: payload is cut short' >&2; exit 111", Expectation(), "smoke.launcher"),
        (
            #"printf 'bmatrix: no folder:\n  /a: No space left on device\n' >&2; exit 112"#, Expectation(),
            "smoke.work-folder"
        ),
        ("exit 111", Expectation(), "smoke.exit-status"),
        ("echo 'Runtime terminating during boot ({undef,[{a,b,0,[]}]})'; exit 1", Expectation(), "smoke.crashed"),
        ("echo '** (RuntimeError) no' >&2; exit 1", Expectation(), "smoke.crashed"),
        ("echo '** (RuntimeError) no' >&2; exit 1", Expectation(exit: 1), nil),
        ("sleep 320 &", Expectation(), "smoke.left-behind"),
        ("setsid sleep 320 >/dev/null 2>&1 </dev/null &", Expectation(), "smoke.left-behind"),
        ("(setsid sh -c 'sleep 320 & exit' >/dev/null 2>&1 </dev/null &)", Expectation(), "smoke.left-behind"),
    ])
    func namesWhatIsWrong(_ script: String, _ expect: Expectation, _ code: String?) async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let record = try await stand.run(script, SmokeTest(name: "broken", expect: expect))
        #expect(record.failure?.code == code)
        #expect(
            record.failure.map { $0.stage == Stage.smoke && !$0.message.isEmpty && !$0.hint.isEmpty } ?? (code == nil))
    }

    @Test func messagesTellWhatHappened() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let test = SmokeTest(
            name: "greets", arguments: ["hello", "it's"],
            expect: Expectation(stdout: TextExpectation(equals: "one\nHello, Ana!\n")))
        let failure = try await stand.run(#"printf 'one\nHello, \033[1mBob!\n'"#, test).failure
        #expect(
            failure?.message
                == #"standard output differs at line 2, column 8: expected "Ana!\n", got "\e[1mBob!\n""#)
        #expect(failure?.hint == "to see it yourself: \(stand.artifact) hello 'it'\\''s'")
        #expect(failure?.log == ["one", #"Hello, \e[1mBob!"#])
    }

    @Test func aHangingProgramIsEndedWithAllThatCameFromIt() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let mark = getpid()
        let script = "echo waiting; setsid sh -c 'sleep 321.\(mark)' & sleep 322.\(mark)"
        let record = try await stand.run(script, SmokeTest(name: "hangs", timeout: 0.7))
        #expect(record.failure?.code == "smoke.timeout")
        #expect(record.failure?.message == "was still running after 0.7 s and had to be ended")
        #expect(record.output == "waiting")
        #expect(!stand.isRunning("sleep 321.\(mark)") && !stand.isRunning("sleep 322.\(mark)"))
    }

    @Test func anArtifactThatCannotBeStarted() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let test = SmokeTest(name: "starts")
        #expect(try await stand.run(test).failure?.code == "smoke.not-found")
        try stand.disk.write("#!/bin/sh\n", to: stand.artifact)
        chmod(stand.artifact.string, 0o644)
        #expect(try await stand.run(test).failure?.code == "smoke.not-executable")
        try stand.disk.write("not a program", to: stand.artifact)
        chmod(stand.artifact.string, 0o755)
        #expect(try await stand.run(test).failure?.code == "smoke.not-executable")
        #expect(
            try await stand.run("exit 0", SmokeTest(name: "nul", arguments: ["\0"])).failure?.code == "smoke.bad-test")
    }

    @Test func nothingOfTheHostReachesTheProgram() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        setenv("ERL_FLAGS", "-poisoned", 1)
        let record = try await stand.run(
            "env | cut -d= -f1 | sort | tr '\\n' ' '; echo; echo $PATH $LANG $EXTRA; ls -A; test -d $HOME -a -d $TMPDIR",
            SmokeTest(name: "environment", environment: ["EXTRA": "{folder}"]))
        let lines = record.output.split(separator: "\n")
        #expect(record.failure == nil)
        #expect(lines.first == "BMATRIX_COOKIE BMATRIX_DIR ERL_EPMD_PORT EXTRA HOME LANG PATH PWD TMPDIR TZ ")
        #expect(lines.last == "/usr/bin:/bin C.UTF-8 \(stand.folder)/work/01-environment/folder")
    }

    @Test func tenMegabytesPassUnharmed() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let text = String(repeating: "0123456789abcde\n", count: 10 << 16)
        let expect = Expectation(stdout: TextExpectation(equals: text))
        let record = try await stand.run("cat", SmokeTest(name: "cat", stdin: text, expect: expect))
        #expect(record.failure == nil)
        #expect(record.output.utf8.count < 10_000)
    }

    @Test func anEndlessOutputIsCutOff() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let record = try await stand.run("yes", SmokeTest(name: "endless"))
        #expect(record.failure?.code == "smoke.output-limit")
        #expect(record.output.hasSuffix("y\ny"))
    }

    @Test func aCancelledTestLeavesNothing() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let marks = ["sleep 323.\(getpid())", "sleep 324.\(getpid())"]
        let task = Task {
            try await stand.run("setsid \(marks[0]) & \(marks[1])", SmokeTest(name: "cancelled"))
        }
        while !marks.allSatisfy(stand.isRunning) { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!marks.contains(where: stand.isRunning))
    }
}
