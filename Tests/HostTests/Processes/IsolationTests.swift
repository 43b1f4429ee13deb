import SystemPackage
import Testing

@testable import Host

#if canImport(Glibc)
    import Glibc
#endif

/// What a command sees and may change, tried by commands that try it.
@Suite struct IsolationTests {
    let disk = Disk()
    let root: FilePath
    let work: FilePath
    let project: FilePath
    let home: FilePath

    init() throws {
        root = try disk.makeTemporaryFolder(in: "/var/tmp", prefix: "isolation")
        work = root.appending("work")
        project = root.appending("project")
        home = root.appending("home")
        for folder in [work, project, home] { try disk.makeFolder(folder) }
        try disk.write("secret", to: home.appending("secret"))
        try disk.write("source", to: project.appending("mix.exs"))
    }

    private func sandbox(network: Bool = false) -> Isolation {
        .sandbox(Sandbox(writable: [work], readable: [project], hiddenHome: home, network: network))
    }

    private func run(
        _ script: String, _ isolation: Isolation? = nil, processes: Processes = .live
    ) async throws -> (ending: Ending, output: String) {
        let command = Command(
            executable: "/bin/sh", arguments: ["-c", script],
            environment: ["PATH": "/usr/bin:/bin", "HOME": work.string],
            folder: work, stdout: root.appending("out"), timeout: .seconds(60), isolation: isolation ?? sandbox())
        let ending = try await processes.run(command)
        return (ending, try disk.readText(root.appending("out")))
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full))
    func writesOnlyWhereItMay() async throws {
        defer { try? disk.removeTree(root) }
        let script = """
            echo fine >\(work)/made && cat \(project)/mix.exs && echo mine >/tmp/private && ls /tmp
            for path in \(project)/new \(project)/mix.exs \(root)/new /usr/new \(home)/new; do
                if (: >>$path); then echo wrote $path; fi
            done 2>/dev/null
            rm -f \(project)/mix.exs 2>/dev/null && echo removed
            exit 0
            """
        let (ending, output) = try await run(script)
        #expect(ending.status == .exited(0))
        #expect(output == "sourceprivate\n")
        #expect(try disk.readText(work.appending("made")) == "fine\n")
        #expect(disk.kind(of: "/tmp/private") == nil)
        #expect(try disk.readText(project.appending("mix.exs")) == "source")
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full))
    func seesAnEmptyHomeAndNoOtherProcesses() async throws {
        defer { try? disk.removeTree(root) }
        let (_, output) = try await run("ls -A \(home); cat \(home)/secret 2>/dev/null; echo $$; kill -0 \(getpid())")
        #expect(output.hasPrefix("2\n"))
        #expect(!output.contains("secret\n") && output.contains("No such process"))
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full))
    func cannotUndoIt() async throws {
        defer { try? disk.removeTree(root) }
        let script = """
            mount -o remount,rw / && echo remounted; umount -l \(home) && echo unmounted
            unshare -Urm sh -c 'mount -o remount,rw,bind / && : >\(project)/new && echo wrote'
            kill -9 1; kill -TERM 1; sleep 0.1; echo done
            """
        let (_, output) = try await run("{ \(script); } 2>/dev/null")
        #expect(output == "done\n")
        #expect(try disk.list(project) == ["mix.exs"])
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full && Disk().isExecutable("/usr/bin/perl")))
    func hasLoopbackAndNothingElse() async throws {
        defer { try? disk.removeTree(root) }
        let perl = """
            use IO::Socket::INET; use Socket;
            $l = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1") or die;
            print IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $l->sockport) ? "loopback\\n" : "none\\n";
            socket($s, AF_INET, SOCK_STREAM, 0);
            print connect($s, pack_sockaddr_in(80, inet_aton("192.0.2.1"))) ? "out\\n" : "$!\\n";
            """
        let script = "perl -e '\(perl)'; ls /sys/class/net | wc -l; tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"
        let output = try await run(script).output
        #expect(output.hasPrefix("loopback\nNetwork is unreachable\n") && output.hasSuffix("\nlo\n"))
    }

    @Test func theEnvironmentIsOnlyWhatItIsGiven() async throws {
        defer { try? disk.removeTree(root) }
        setenv("ASDF_DIR", "/home/me/.asdf", 1)
        for processes in [Processes.live, .live(.barred)] {
            let output = try await run("env | cut -d= -f1 | sort | tr '\\n' ' '", processes: processes).output
            #expect(output == "BMATRIX_COOKIE HOME PATH PWD ")
        }
    }

    @Test(.enabled(if: IsolationSupport.withoutNamespaces.readOnly))
    func withoutNamespacesRulesKeepFilesSafe() async throws {
        defer { try? disk.removeTree(root) }
        let script = """
            echo fine >\(work)/made && cat \(project)/mix.exs; cat \(home)/secret; ls \(home)
            for path in \(project)/new \(project)/mix.exs \(root)/new /usr/new \(home)/new; do
                if (: >>$path); then echo wrote $path; fi
            done
            rm -f \(project)/mix.exs && echo removed
            """
        let (_, output) = try await run("{ \(script); } 2>/dev/null", processes: .live(.withoutNamespaces))
        #expect(output == "source")
        #expect(try disk.readText(work.appending("made")) == "fine\n")
        #expect(try disk.readText(project.appending("mix.exs")) == "source")
    }

    @Test(.enabled(if: IsolationSupport.withoutNamespaces.offline && Disk().isExecutable("/usr/bin/perl")))
    func withoutNamespacesRulesKeepTheNetworkAway() async throws {
        defer { try? disk.removeTree(root) }
        let perl = """
            use IO::Socket::INET; use Socket;
            $l = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1") or die;
            print IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $l->sockport) ? "loopback\\n" : "none\\n";
            socket($s, AF_INET, SOCK_STREAM, 0); socket($u, AF_INET, SOCK_DGRAM, 0);
            print connect($s, pack_sockaddr_in(80, inet_aton("192.0.2.1"))) ? "out\\n" : "$!\\n";
            print send($u, "x", 0, pack_sockaddr_in(53, inet_aton("192.0.2.1"))) ? "out\\n" : "$!\\n";
            """
        let output = try await run("perl -e '\(perl)'", processes: .live(.withoutNamespaces)).output
        #expect(output == "loopback\nNetwork is unreachable\nNetwork is unreachable\n")
    }

    @Test func runsWithoutNamespacesWhereTheyAreBarred() async throws {
        defer { try? disk.removeTree(root) }
        let (ending, output) = try await run("(setsid sleep 350 &); echo $PPID", processes: .live(.barred))
        #expect(ending.status == .exited(0) && ending.leftovers.map(\.commandLine) == ["sleep 350"])
        #expect(Int(output.dropLast()) ?? 0 > 2)
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full))
    func leftoversAreFoundInsideToo() async throws {
        defer { try? disk.removeTree(root) }
        let (ending, _) = try await run("(env -i setsid sleep 351 >/dev/null 2>&1 &); exit 3")
        #expect(ending.status == .exited(3) && ending.leftovers.map(\.commandLine) == ["sleep 351"])
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full))
    func aFolderThatIsNotThereIsNamed() async throws {
        defer { try? disk.removeTree(root) }
        let isolation = Isolation.sandbox(Sandbox(writable: [work.appending("none")]))
        await #expect { _ = try await run("true", isolation) } throws: { error in
            let error = error as? ProcessError
            return error?.code == "process.isolation" && error?.message.contains("/work/none") == true
        }
    }

    @Test func theMaskIsFixed() async throws {
        defer { try? disk.removeTree(root) }
        #expect(try await run("umask").output == "0022\n")
    }
}
