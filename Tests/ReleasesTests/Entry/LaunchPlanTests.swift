import Matrix
import Testing

@testable import Releases

struct LaunchPlanTests {
    private static func release(
        arguments: Bool = false, configuration: Bool = false,
        distribution: Distribution? = nil, remote: [String] = []
    ) -> TreeDescription {
        TreeDescription(
            ertsVersion: "15.2", appVersion: "1.0.0",
            content: .release(
                .init(
                    name: "shop", version: "2.0.0", hasEmulatorArguments: arguments, hasConfiguration: configuration,
                    distribution: distribution, remoteArguments: remote)),
            components: [:])
    }

    private static func escript(_ emulatorArguments: [String]) -> TreeDescription {
        TreeDescription(
            ertsVersion: "15.2", appVersion: "1.0.0",
            content: .escript(
                .init(
                    path: "bin/tool", script: "bin/start", main: "tool_main",
                    codePath: ["bin/tool", "elixir/elixir/ebin"],
                    emulatorArguments: emulatorArguments)),
            components: [:])
    }

    private static func plan(_ tree: TreeDescription, _ mode: Mode, _ entry: Entry = .application) -> LaunchPlan {
        LaunchPlan(tree: tree, app: App(name: "demo", path: ".", modes: [mode], entry: entry), mode: mode, on: .linux)
    }

    @Test func aReleaseStartsItsBootScript() {
        let plan = Self.plan(Self.release(), .cli)
        #expect(plan.executable == "{root}/erts-15.2/bin/erlexec")
        #expect(
            plan.arguments == [
                "-boot", "{root}/releases/2.0.0/start", "-boot_var", "RELEASE_LIB", "{root}/lib", "-noshell", "+fnu",
                "-bmatrix_mode", "cli", "-extra", "{args}",
            ])
        #expect(
            plan.environment.prefix(4) == [
                "ROOTDIR={root}", "BINDIR={root}/erts-15.2/bin", "EMU=beam", "PROGNAME=demo",
            ])
        #expect(plan.environment.contains("RELEASE_NAME=shop") && plan.environment.contains("RELEASE_VSN=2.0.0"))
    }

    @Test func onWindowsTheProgramFindsOutWhereItLies() {
        let app = App(name: "demo", path: ".", modes: [.escript])
        let plan = LaunchPlan(tree: Self.escript([]), app: app, mode: .escript, on: .windows)
        #expect(plan.executable == "{root}/erts-15.2/bin/erl.exe" && plan.environment.isEmpty)
        #expect(plan.arguments == Self.plan(Self.escript([]), .escript).arguments)
    }

    @Test func filesOfTheReleaseAreNamedIfTheyAreThere() {
        let arguments = Self.plan(Self.release(arguments: true, configuration: true), .daemon).arguments
        let configuration = arguments.firstIndex(of: "-config").map { arguments[$0 + 1] }
        #expect(configuration == "{root}/releases/2.0.0/sys")
        let file = arguments.firstIndex(of: "-args_file").map { arguments[$0 + 1] }
        #expect(file == "{root}/releases/2.0.0/vm.args")
        let none = Self.plan(Self.release(), .daemon).arguments
        #expect(!none.contains("-config") && !none.contains("-args_file"))
    }

    @Test(arguments: [
        (Mode.cli, "Demo.CLI", ["-s", "bmatrix_entry", "main", "Elixir.Demo.CLI"]),
        (.tui, "demo_cli", ["-s", "bmatrix_entry", "main", "demo_cli"]), (.daemon, "Demo.CLI", []),
    ])
    func aModuleIsStartedWhereAPersonStartsIt(_ mode: Mode, _ module: String, _ expected: [String]) {
        let arguments = Self.plan(Self.release(), mode, .module(module)).arguments
        let start = arguments.firstIndex(of: "-s").map { Array(arguments[$0...].prefix(4)) } ?? []
        #expect(start == expected)
        #expect(arguments.suffix(2) == ["-extra", "{args}"])
        let told = arguments.firstIndex(of: "-bmatrix_mode").map { arguments[$0 + 1] }
        #expect(told == mode.rawValue)
    }

    @Test func aServiceWithANameCanBeTalkedTo() {
        let node = Distribution(node: "shop@10.0.0.1", isLong: true, cookie: "word")
        let plan = Self.plan(Self.release(distribution: node), .daemon)
        let common = [
            "-boot", "{root}/releases/2.0.0/start_clean", "-boot_var", "RELEASE_LIB", "{root}/lib", "+fnu", "-hidden",
            "-name", "undefined", "-setcookie", "word", "-bmatrix_node", "shop@10.0.0.1",
        ]
        #expect(
            plan.remote == common + [
                "-remsh", "shop@10.0.0.1", "-noshell", "-user", "bmatrix_entry", "-extra", "--no-halt", "+iex",
                "--remsh", "shop@10.0.0.1",
            ])
        #expect(
            plan.rpc.starts(with: common) && plan.rpc.suffix(5) == ["-s", "bmatrix_entry", "rpc", "-extra", "{args}"])
        #expect(plan.environment.suffix(1) == ["RELEASE_NODE=shop@10.0.0.1"])
        #expect(plan.environment.contains("RELEASE_DISTRIBUTION=name"))
        #expect(Self.plan(Self.release(distribution: node), .cli).rpc == [], "nothing stays there to be talked to")
        #expect(Self.plan(Self.release(), .daemon).remote == [])
        #expect(Self.plan(Self.release(), .daemon).environment.contains("RELEASE_DISTRIBUTION=none"))
    }

    @Test(arguments: [
        (["-proto_dist", "inet6_tcp"], ["-sname", "undefined", "-setcookie", "word"]),
        (["-name", "a@b"], ["-setcookie", "word"]),
        (["-sname", "a", "-setcookie", "b"], []),
    ])
    func whatTheProjectSaysOfTheSecondNodeCounts(_ words: [String], _ ours: [String]) {
        let node = Distribution(node: "shop", isLong: false, cookie: "word")
        let plan = Self.plan(Self.release(distribution: node, remote: words), .daemon)
        let expected = ["-hidden"] + ours + ["-args_file", "{root}/releases/2.0.0/remote.vm.args"]
        for arguments in [plan.remote, plan.rpc] {
            let start = arguments.firstIndex(of: "-hidden") ?? 0
            #expect(Array(arguments[start...].prefix(expected.count)) == expected)
        }
    }

    @Test(arguments: [
        ("-sname a\n-setcookie b", Distribution(node: "a", isLong: false, cookie: "b")),
        ("# -sname no\n+Bd\n  -name a@b # c", Distribution(node: "a@b", isLong: true, cookie: nil)),
        ("-name x@y -sname z", Distribution(node: "z", isLong: false, cookie: nil)),
        ("+Bd\n-setcookie b", nil), ("-sname", nil), ("", nil),
    ])
    func distributionIsWhatTheEmulatorsArgumentsSay(_ text: String, _ expected: Distribution?) {
        #expect(Distribution(emulatorArguments: text) == expected)
    }

    @Test func anEscriptIsStartedWithoutAShell() {
        let plan = Self.plan(Self.escript(["+S", "1"]), .escript)
        #expect(
            plan.arguments == [
                "+B", "-boot", "{root}/bin/start", "-noshell", "+fnu", "-bmatrix_mode", "escript", "+S", "1",
                "-pa", "{root}/bin/tool", "{root}/elixir/elixir/ebin", "-s", "bmatrix_entry", "escript", "tool_main",
                "-extra", "{root}/bin/tool", "{args}",
            ])
        #expect(!plan.environment.contains { $0.hasPrefix("RELEASE_") })
    }
}
