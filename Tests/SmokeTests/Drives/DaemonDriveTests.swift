import Host
import Matrix
import Smoke
import SystemPackage
import Testing

@Suite struct DaemonDriveTests {
    /// Starts a service as the launcher does: in a session of its own, its number and its log in files, and out.
    private func launcher(_ service: String) -> String {
        """
        cat > service.sh <<'END'
        \(service)
        END
        setsid sh service.sh "$@" >"$BMATRIX_LOG" 2>&1 </dev/null &
        echo $! >"$BMATRIX_PID_FILE"
        """
    }

    private let heart =
        "trap 'rm -f beat; echo bye; exit 0' TERM; echo up; while :; do echo alive >beat; sleep 0.05; done"

    private func test(
        _ ready: DaemonLife.Readiness, within: Double = 20, _ checks: [DaemonLife.Check] = []
    ) -> SmokeTest {
        SmokeTest(
            name: "daemon", arguments: ["{port}"],
            drive: .daemon(DaemonLife(ready: ready, readyWithin: within, checks: checks)))
    }

    @Test func startsServesAndStops() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let record = try await stand.run(
            launcher(heart),
            test(.file("beat"), [.file("{folder}/beat", contains: "alive\n"), .log(contains: "up")]))
        #expect(record.failure == nil)
        #expect(record.output == "up\nbye")
    }

    /// A service that answers on a port; any of the usual scripting languages will do.
    @Test(.enabled(if: Disk().isExecutable("/usr/bin/perl")))
    func talksOverTCP() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let perl = """
            exec perl -MIO::Socket::INET -e '
              $s = IO::Socket::INET->new(Listen => 5, LocalAddr => "127.0.0.1:$ARGV[0]", ReuseAddr => 1) or die;
              while ($c = $s->accept) { while (sysread($c, $b, 100)) { syswrite($c, uc $b) } }' "$1"
            """
        let good = DaemonLife.Check.tcp(port: "{port}", send: "ping", receive: "PING")
        #expect(try await stand.run(launcher(perl), test(.port("{port}"), [good])).failure == nil)
        let bad = DaemonLife.Check.tcp(port: "{port}", send: "ping", receive: "pong")
        let failure = try await stand.run(launcher(perl), test(.port("{port}"), [bad])).failure
        #expect(failure?.code == "smoke.daemon-check")
        #expect(failure?.message.hasSuffix(#"differs at line 1, column 1: expected "pong", got "PING""#) == true)
    }

    @Test(arguments: [
        ("sleep 340", DaemonLife.Readiness.file("beat"), "smoke.not-ready"),
        ("sleep 340", .port("{port}"), "smoke.not-ready"),
        ("sleep 340", .log("up"), "smoke.not-ready"),
        ("echo up; exit 0", .log("never"), "smoke.not-ready"),
        ("echo 'Kernel pid terminated (application_controller)'; exit 1", .log("up"), "smoke.crashed"),
        ("trap '' TERM; echo up; while :; do sleep 0.1; done", .log("up"), "smoke.ignores-term"),
        (
            "setsid sleep 341 >/dev/null 2>&1 & trap 'exit 0' TERM; echo up; while :; do sleep 0.1; done", .log("up"),
            "smoke.left-behind"
        ),
        (
            "(setsid sh -c 'sleep 342 & exit' >/dev/null 2>&1 &); echo up; exec sleep 343", .log("up"),
            "smoke.left-behind"
        ),
    ])
    func namesWhatIsWrong(_ service: String, _ ready: DaemonLife.Readiness, _ code: String) async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let within = code == "smoke.not-ready" ? 1.5 : 20
        let record = try await stand.run(launcher(service), test(ready, within: within), grace: .seconds(3))
        #expect(record.failure?.code == code)
        #expect(record.failure?.hint.isEmpty == false)
    }

    @Test func checksAreLookedAt() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        func failure(_ service: String, _ check: DaemonLife.Check) async throws -> Failure? {
            try await stand.run(launcher(service), test(.log("up"), [check])).failure
        }
        let file = try await failure(heart, .file("beat", contains: "dead"))
        #expect(file?.code == "smoke.daemon-check" && file?.message == #"the file beat does not hold "dead""#)
        let log = try await failure(heart, .log(contains: "down"))
        #expect(log?.code == "smoke.daemon-check" && log?.log == ["up"])
        let port = try await failure(heart, .tcp(port: "{port}", send: "a", receive: "a"))
        #expect(port?.code == "smoke.daemon-check" && port?.message.hasPrefix("nobody accepts connections") == true)
        let gone = try await failure("echo up; sleep 3", .log(contains: "down"))
        #expect(gone?.code == "smoke.daemon-check" && gone?.message.hasSuffix("is not running any more") == true)
        #expect(try await failure(heart, .tcp(port: "http", send: "", receive: ""))?.code == "smoke.bad-test")
    }

    @Test func aLauncherThatFailsIsToldAsSuch() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let broken = "echo 'bmatrix: the file is truncated' >&2; exit 111"
        #expect(try await stand.run(broken, test(.log("up"))).failure?.code == "smoke.launcher")
        #expect(try await stand.run("exit 3", test(.log("up"))).failure?.code == "smoke.exit-status")
        #expect(try await stand.run("sleep 344", test(.log("up"), within: 1)).failure?.code == "smoke.timeout")
        let silent = "setsid sleep 345 >/dev/null 2>&1 & echo up >$BMATRIX_LOG"
        let failure = try await stand.run(silent, test(.log("up"))).failure
        #expect(failure?.code == "smoke.not-ready" && failure?.message.contains("BMATRIX_PID_FILE") == true)
    }
}
