import Testing

@testable import Host

@Suite struct RunningProcessTests {
    private func shown(_ line: String) -> String { RunningProcess(pid: 1, commandLine: line).commandLine }

    @Test func theLoaderOfAPackedRuntimeIsNotShown() {
        let loader = "/tmp/a b/libc/ld.so --inhibit-cache --library-path /tmp/a b/libc --argv0 "
        #expect(shown(loader + "/tmp/a b/bin/epmd /tmp/a b/erts-15.2/bin/epmd.elf -daemon") == "epmd -daemon")
        #expect(shown(loader + "/tmp/a b/bin/epmd") == "/tmp/a b/bin/epmd")
    }

    @Test func othersAreShownAsTheyAreButNotWithoutEnd() {
        #expect(shown("sleep 3 é") == "sleep 3 é")
        #expect(shown("echo --argv0 a b.elf") == "echo --argv0 a b.elf")
        #expect(shown(String(repeating: "a", count: 201)) == String(repeating: "a", count: 199) + "…")
    }
}
