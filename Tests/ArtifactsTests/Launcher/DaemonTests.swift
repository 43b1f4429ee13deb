import Artifacts
import Host
import Matrix
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Mode `daemon`: the artifact returns, the program stays.
@Suite struct DaemonTests {
    @Test func itRunsInTheBackgroundWithItsArgumentsAndALog() async throws {
        try await withFixture { fixture in
            let script = #"""
                for a in "$@"; do echo "[$a]"; done
                echo "stdin: $(wc -c)"; echo problem >&2
                cut -d' ' -f5-7 /proc/self/stat; pwd; : >$BMATRIX_READY_FILE; exec sleep 100
                """#
            try await fixture.pack(script: script, mode: .daemon)
            let state = fixture.folder.appending("state")
            let result = try await fixture.run(["a b", ""], environment: ["XDG_STATE_HOME": state.string])
            #expect(result == Program.Result(status: 0, stdout: "", stderr: ""))
            let pid = try #require(try pid(in: state.appending("bmatrix/demo.pid")))
            defer { kill(pid, SIGKILL) }
            #expect(kill(pid, 0) == 0, "it runs when the artifact has returned")
            #expect(getsid(pid) != getsid(0), "it has a session of its own")
            #expect(getsid(pid) != pid, "it does not lead it, so that it never gets a terminal")
            let lines = try await lines(of: state.appending("bmatrix/demo.log"), count: 6)
            #expect(Array(lines.prefix(4)) == ["[a b]", "[]", "stdin: 0", "problem"])
            #expect(lines[4].hasSuffix(" 0"), "it has no terminal")
            kill(pid, SIGTERM)
            #expect(await isGone(pid))
        }
    }

    @Test func logAndPidFileCanBeChosen() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo started; : >$BMATRIX_READY_FILE; exec sleep 100", mode: .daemon)
            let log = fixture.folder.appending("my.log")
            try write("before\n", to: log)
            #expect(try await fixture.run(environment: ["BMATRIX_LOG": log.string]).status == 0)
            let beside = try #require(try pid(in: fixture.folder.appending("demo.pid")))
            kill(beside, SIGKILL)
            #expect(try await lines(of: log, count: 2) == ["before", "started"])
            let chosen = fixture.folder.appending("chosen.pid")
            let environment = ["BMATRIX_LOG": "/dev/null", "BMATRIX_PID_FILE": chosen.string]
            #expect(try await fixture.run(environment: environment).status == 0)
            kill(try #require(try pid(in: chosen)), SIGKILL)
        }
    }

    @Test func withoutAHomeTheFilesLieInTheCache() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: ": >$BMATRIX_READY_FILE; exec sleep 100", mode: .daemon)
            #expect(try await fixture.run(environment: ["HOME": "/proc/none"]).status == 0)
            kill(try #require(try pid(in: fixture.cache.appending("demo.pid"))), SIGKILL)
            #expect(Disk().kind(of: fixture.cache.appending("demo.log")) == .file)
        }
    }

    @Test func aProgramThatCannotRunIsToldByTheArtifactItself() async throws {
        try await withFixture { fixture in
            try await fixture.pack(mode: .daemon, program: "{root}/erts-15/bin/erl")
            let result = try await fixture.run()
            #expect(result.status == 113)
            #expect(result.stderr.contains("cannot run"))
            #expect(Disk().kind(of: fixture.cache.appending("demo.pid")) == nil)
        }
    }

    @Test func aLogThatCannotBeWrittenIsAnError() async throws {
        try await withFixture { fixture in
            try await fixture.pack(mode: .daemon)
            let result = try await fixture.run(environment: ["BMATRIX_LOG": "/proc/none/log"])
            #expect(result.status == 114)
            #expect(result.stderr.contains("cannot open the log file /proc/none/log"))
            let pidFile = try await fixture.run(
                environment: ["BMATRIX_LOG": "/dev/null", "BMATRIX_PID_FILE": "/proc/none/pid"])
            #expect(pidFile.status == 114)
            #expect(pidFile.stderr.contains("cannot write /proc/none/pid"))
        }
    }

    private func pid(in file: FilePath) throws -> pid_t? {
        pid_t(try Disk().readText(file).trimmingNewline)
    }

    private func lines(of file: FilePath, count: Int) async throws -> [String] {
        for _ in 0..<200 {
            let lines = try Disk().readText(file).split(separator: "\n").map(String.init)
            if lines.count >= count { return lines }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try Disk().readText(file).split(separator: "\n").map(String.init)
    }

    private func isGone(_ pid: pid_t) async -> Bool {
        for _ in 0..<200 {
            // Nobody may have waited for it yet.
            var status: Int32 = 0
            waitpid(pid, &status, WNOHANG)
            if kill(pid, 0) != 0 { return true }
            if let stat = try? Disk().readText(FilePath("/proc/\(pid)/stat")), stat.contains(") Z ") { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
