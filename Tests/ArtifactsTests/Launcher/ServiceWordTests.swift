import Artifacts
import Foundation
import Host
import Matrix
import SystemPackage
import Testing

/// A service's life by control words; a script stands for the program.
@Suite struct ServiceWordTests {
    /// Says that it is ready, as the entry module does, and leaves that to others to end it.
    private static let service = #"""
        trap 'kill $!; echo bye; exit 0' TERM
        echo "up $*"; : >"$BMATRIX_READY_FILE"
        while :; do sleep 100 & wait $!; done
        """#

    @Test func theWholeLife() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.service, mode: .daemon)
            #expect(try await fixture.run(["bmx:status"]).status == 116)
            #expect(
                try await fixture.run(["bmx:stop"])
                    == .init(status: 116, stdout: "", stderr: "bmatrix: demo does not run\n"))
            #expect(try await fixture.run(["a b", ""]).status == 0)
            let pid = try self.pid(fixture)
            let second = try await fixture.run(["other"])
            #expect(second == .init(status: 115, stdout: "", stderr: "bmatrix: demo runs already: process \(pid)\n"))
            let state = try await state(fixture)
            #expect(state["running"] as? Bool == true && state["ready"] as? Bool == true)
            #expect(state["pid"] as? Int == Int(pid) && state["mute"] as? Bool == false)
            let since = try #require(ISO8601DateFormatter().date(from: state["since"] as? String ?? ""))
            #expect(abs(since.timeIntervalSinceNow) < 600)
            let words = try await fixture.run(["bmx:status"])
            #expect(words.status == 0 && words.stdout.hasPrefix("demo runs: process \(pid) since 20"))
            let restarted = try await fixture.run(["bmx:restart"])
            #expect(restarted == .init(status: 0, stdout: "", stderr: ""))
            #expect(try self.pid(fixture) != pid)
            #expect(try await fixture.run(["bmx:restart", "new"]).status == 0)
            let last = try self.pid(fixture)
            let stopped = try await fixture.run(["bmx:stop"])
            #expect(stopped == .init(status: 0, stdout: "demo has ended: process \(last)\n", stderr: ""))
            #expect(Disk().kind(of: fixture.cache.appending("demo.pid")) == nil)
            let log = try await fixture.run(["bmx:log"])
            #expect(log.stdout == "up a b \nbye\nup a b \nbye\nup new\nbye\n")
            #expect(try await fixture.run(["bmx:log", "-n", "2"]).stdout == "up new\nbye\n")
        }
    }

    @Test func aServiceThatIgnoresTheSignalIsKilled() async throws {
        try await withFixture { fixture in
            let script = #"trap '' TERM; : >"$BMATRIX_READY_FILE"; while :; do sleep 1; done"#
            try await fixture.pack(script: script, mode: .daemon)
            #expect(try await fixture.run().status == 0)
            let result = try await fixture.run(["bmx:stop", "--timeout", "1"])
            #expect(result.status == 0 && result.stderr.contains("did not end within 1 s and was killed"))
            #expect(try await fixture.run(["bmx:status"]).status == 116)
        }
    }

    @Test func aKilledServiceIsSeenAndAStalePidFileFoolsNobody() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: #": >"$BMATRIX_READY_FILE"; exec sleep 100"#, mode: .daemon)
            #expect(try await fixture.run().status == 0)
            let pid = try self.pid(fixture)
            kill(pid, SIGKILL)
            try await until { try await fixture.run(["bmx:status"]).status == 116 }
            let status = try await fixture.run(["bmx:status"])
            #expect(status.stdout.contains("demo does not run: process \(pid), started 20"))
            #expect(status.stdout.contains("has ended without bmx:stop"))
            // The number of a process that lives, but is not the service.
            try write("\(getpid())\n", to: fixture.cache.appending("demo.pid"))
            #expect(try await fixture.run(["bmx:stop"]).status == 116)
            #expect(try await fixture.run().status == 0)
            #expect(try await fixture.run(["bmx:stop"]).status == 0)
        }
    }

    @Test func aStartThatIsNotReadyInTimeIsEnded() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo waiting; exec sleep 100", mode: .daemon)
            let result = try await fixture.run(environment: ["BMATRIX_READY_TIMEOUT": "1"])
            #expect(result.status == 117 && result.stdout == "")
            #expect(result.stderr.contains("demo was not ready within 1 s, and has been ended"))
            #expect(result.stderr.hasSuffix("ends with:\nwaiting\n"))
            #expect(try await fixture.run(["bmx:status"]).status == 116)
            #expect(try await fixture.run(environment: ["BMATRIX_READY_TIMEOUT": "soon"]).status == 110)
        }
    }

    @Test func aProgramThatEndsBeforeItIsReadyIsToldWithItsLastWords() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo no port >&2; exit 3", mode: .daemon)
            for _ in 0..<2 {
                let result = try await fixture.run()
                #expect(result.status == 117)
                #expect(result.stderr.contains("demo ended before it was ready"))
                #expect(result.stderr.hasSuffix("ends with:\nno port\n"), "of this start only")
            }
        }
    }

    @Test func instancesLiveBesideEachOther() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.service, mode: .daemon)
            for name in ["one", "two"] {
                #expect(try await fixture.run([name], environment: ["BMATRIX_INSTANCE": name]).status == 0)
            }
            #expect(try await fixture.run(["bmx:status"]).status == 116)
            for name in ["one", "two"] {
                let environment = ["BMATRIX_INSTANCE": name]
                #expect(try await fixture.run(["bmx:log"], environment: environment).stdout == "up \(name)\n")
                #expect(try await fixture.run(["bmx:stop"], environment: environment).status == 0)
            }
            #expect(try await fixture.run(environment: ["BMATRIX_INSTANCE": "../x"]).status == 110)
        }
    }

    @Test func theLogGoesOnInANewFileWhenOneIsFull() async throws {
        try await withFixture { fixture in
            let script = #"""
                : >"$BMATRIX_READY_FILE"
                i=0; while [ $i -lt 500 ]; do echo "line $i of the log"; i=$((i + 1)); done; printf end
                """#
            try await fixture.pack(script: script, mode: .daemon)
            let environment = ["BMATRIX_LOG_SIZE": "2K", "BMATRIX_LOG_FILES": "3"]
            #expect(try await fixture.run(environment: environment).status == 0)
            let log = fixture.cache.appending("demo.log")
            try await until { try Disk().readText(log).hasSuffix("end") }
            let names = try Disk().list(fixture.cache).filter { $0.hasPrefix("demo.log") }.sorted()
            #expect(names == ["demo.log", "demo.log.1", "demo.log.2", "demo.log.3"])
            for name in names {
                let text = try Disk().readText(fixture.cache.appending(name))
                #expect(text.utf8.count <= 2048 && text.hasPrefix("line "))
            }
            let read = try await fixture.run(["bmx:log", "-n", "201"])
            let expected = (300..<500).map { "line \($0) of the log\n" }.joined() + "end"
            #expect(read.stdout == expected)
            let all = try await fixture.run(["bmx:log", "-n", "100000"]).stdout
            #expect(all == (try names.reversed().map { try Disk().readText(fixture.cache.appending($0)) }.joined()))
            #expect(try await fixture.run(environment: ["BMATRIX_LOG_SIZE": "much"]).status == 110)
        }
    }

    /// Lines that come one by one must not stay in a full file for ever.
    @Test func linesOneByOneAreRotatedToo() async throws {
        try await withFixture { fixture in
            let script =
                #": >"$BMATRIX_READY_FILE"; for i in $(seq 100); do echo "line $i"; usleep 1000; done; printf end"#
            try await fixture.pack(script: script, mode: .daemon)
            let environment = ["BMATRIX_LOG_SIZE": "300", "BMATRIX_LOG_FILES": "1"]
            #expect(try await fixture.run(environment: environment).status == 0)
            let log = fixture.cache.appending("demo.log")
            try await until { try Disk().readText(log).hasSuffix("end") }
            for name in ["demo.log", "demo.log.1"] {
                let text = try Disk().readText(fixture.cache.appending(name))
                #expect(text.utf8.count <= 300 && text.hasPrefix("line "))
            }
        }
    }

    @Test func followingTheLogOutlivesARotation() async throws {
        try await withFixture { fixture in
            let script = #"""
                : >"$BMATRIX_READY_FILE"
                i=0; while [ $i -lt 300 ]; do echo "line $i"; i=$((i + 1)); usleep 3000; done; exec sleep 100
                """#
            try await fixture.pack(script: script, mode: .daemon)
            #expect(try await fixture.run(environment: ["BMATRIX_LOG_SIZE": "1K"]).status == 0)
            let follower = try fixture.start(["bmx:log", "-f", "-n", "1000"])
            defer { follower.kill(9) }
            let expected = (0..<300).map { "line \($0)\n" }.joined()
            try await until { try follower.outputSoFar() == expected }
            #expect(try follower.outputSoFar() == expected)
            #expect(try await fixture.run(["bmx:stop"]).status == 0)
        }
    }

    @Test func aWriterOfTheLogThatIsGoneIsTold() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: Self.service, mode: .daemon)
            #expect(try await fixture.run().status == 0)
            let pid = try self.pid(fixture)
            let session = getsid(pid)
            for name in try Disk().list("/proc") {
                if let other = pid_t(name), other != pid, getsid(other) == session,
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/exe"))
                        == fixture.artifact.string
                {
                    kill(other, SIGTERM)
                    try await Task.sleep(for: .milliseconds(50))
                    #expect(try await state(fixture)["mute"] as? Bool == false, "it does not end by SIGTERM")
                    kill(other, SIGKILL)
                }
            }
            try await until { try await state(fixture)["mute"] as? Bool == true }
            #expect(try await fixture.run(["bmx:status"]).stdout.contains("the process that wrote the log is gone"))
            #expect(try await fixture.run(["bmx:restart"]).status == 0)
            #expect(try await state(fixture)["mute"] as? Bool == false)
            #expect(try await fixture.run(["bmx:stop"]).status == 0)
        }
    }

    @Test func theForegroundKeepsItsProcessAndItsOutput() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $$ $*; : >$BMATRIX_READY_FILE; exec sleep 100", mode: .daemon)
            let program = try fixture.start(["bmx:foreground", "a"])
            try await until { try await fixture.run(["bmx:status"]).status == 0 }
            #expect(try await fixture.run().status == 115, "it is the instance")
            let state = try await state(fixture)
            #expect(state["foreground"] as? Bool == true && state["pid"] as? Int == Int(program.pid))
            #expect(try await fixture.run(["bmx:restart"]).status == 110)
            #expect(try await fixture.run(["bmx:stop"]).status == 0)
            #expect(try await program.wait() == .init(status: 128 + 15, stdout: "\(program.pid) a\n", stderr: ""))
        }
    }

    @Test func distributionIsAskedForWhereThereIsNone() async throws {
        try await withFixture { fixture in
            try await fixture.pack(mode: .daemon)
            for words in [["bmx:rpc", "1"], ["bmx:remote"]] {
                let result = try await fixture.run(words)
                #expect(result.status == 110 && result.stderr.contains("-sname demo"))
            }
        }
    }

    @Test(.enabled(if: Disk().kind(of: "/usr/bin/systemd-analyze") == .file))
    func theUnitIsOneForSystemd() async throws {
        try await withFixture { fixture in
            try await fixture.pack(mode: .daemon)
            for (words, target) in [
                (["bmx:unit"], "multi-user"), (["bmx:unit", "--user", "a \"b\" $c %d"], "default"),
            ] {
                let result = try await fixture.run(words)
                #expect(result.status == 0 && result.stdout.contains("\nWantedBy=\(target).target\n"))
                let unit = fixture.folder.appending("demo.service")
                try write(result.stdout, to: unit)
                let check = try Program(
                    "/usr/bin/systemd-analyze", ["verify", "--man=no", unit.string],
                    environment: ["PATH": "/usr/bin:/bin", "HOME": fixture.folder.string], folder: fixture.folder)
                let told = try await check.wait()
                #expect(told.status == 0 && told.stderr == "")
            }
        }
    }

    private func pid(_ fixture: Fixture) throws -> pid_t {
        try #require(pid_t(try Disk().readText(fixture.cache.appending("demo.pid")).trimmingNewline))
    }

    private func state(_ fixture: Fixture) async throws -> [String: Any] {
        let text = try await fixture.run(["bmx:status", "--json"]).stdout
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func until(_ holds: () async throws -> Bool) async throws {
        for _ in 0..<500 {
            if (try? await holds()) == true { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it did not come to that")
    }
}
