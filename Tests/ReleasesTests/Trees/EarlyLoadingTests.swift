import Host
import SystemPackage
import Testing

@testable import BEAM
@testable import Releases

struct EarlyLoadingTests {
    private static func atoms(_ names: [String]) -> Term { .list(names.map(Term.atom)) }

    /// As systools makes them: the first modules, then the rest of each application.
    private static func script() throws -> BootScript {
        let instructions: [Term] = [
            .tuple([.atom("preLoaded"), atoms(["erlang", "init"])]),
            .tuple([.atom("path"), .list([.string("$ROOT/lib/kernel-1/ebin"), .string("$ROOT/lib/stdlib-1/ebin")])]),
            .tuple([.atom("primLoad"), atoms(["code", "erl_eval", "erl_lint", "erl_parse", "lists"])]),
            .tuple([.atom("kernel_load_completed")]),
            .tuple([.atom("path"), .list([.string("$ROOT/lib/kernel-1/ebin")])]),
            .tuple([.atom("primLoad"), atoms(["group"])]),
            .tuple([.atom("path"), .list([.string("$ROOT/lib/stdlib-1/ebin")])]),
            .tuple([.atom("primLoad"), atoms(["io"])]),
        ]
        let term = Term.tuple([.atom("script"), .tuple([.string("demo"), .string("1")]), .list(instructions)])
        return try BootScript(boot: ExternalTermFormat.encode(term))
    }

    private static let files = [
        "lib/kernel-1/ebin/code.beam", "lib/kernel-1/ebin/group.beam", "lib/stdlib-1/ebin/lists.beam",
        "lib/stdlib-1/ebin/io.beam", "lib/stdlib-1/ebin/erl_scan.beam", "lib/stdlib-1/ebin/erl_parse.beam",
        "lib/bmatrix/ebin/bmatrix_entry.beam", "elixir/elixir/ebin/elixir.beam", "elixir/elixir/ebin/Elixir.IO.beam",
        "bin/tool/art/ebin/queue.beam", "lib/stdlib-1/ebin/queue.beam",
    ]

    private static let modules = [
        "bin/tool/tool_escript.beam": ["tool_escript", "main"],
        "bin/tool/native.beam": ["native", "erlang", "load_nif"],
    ]

    private static func module(_ atoms: [String]) -> [UInt8] {
        var table: [UInt8] = [0, 0, 0, UInt8(atoms.count)]
        for atom in atoms { table += [UInt8(atom.utf8.count)] + Array(atom.utf8) }
        var file = BeamFile(Array("FOR1".utf8) + [0, 0, 0, 4] + Array("BEAM".utf8))
        file?.chunks = [.init(name: "AtU8", content: table[...])]
        return file?.bytes ?? []
    }

    private static func names(_ script: BootScript, _ instruction: String) -> [[String]] {
        script.instructions.compactMap { term in
            guard term.fields?.first?.atomName == instruction else { return nil }
            return term.fields?.last?.elements?.map { $0.atomName ?? $0.text ?? "" }
        }
    }

    private static func applied(_ kind: EarlyLoading.Kind) throws -> BootScript {
        try withTemporaryFolder { root in
            try fill(root, Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
            for (path, atoms) in modules { try put(module(atoms), at: root.appending(path)) }
            var script = try script()
            try EarlyLoading(tree: TreeWriter(root: root, disk: Disk())).apply(kind, to: &script)
            return script
        }
    }

    @Test func whatEveryStartNeedsIsLoadedInOneGo() throws {
        let script = try Self.applied(
            .escript(main: "tool_escript", folders: ["bin/tool", "bin/tool/art/ebin"], hasTerms: false))
        // `queue` lies in two folders: which one counts is for Erlang to find out.
        #expect(
            Self.names(script, "primLoad") == [
                ["code", "lists", "bmatrix_entry", "group", "io", "tool_escript"], [],
                ["erl_eval", "erl_lint", "erl_parse"],
            ])
        #expect(
            Self.names(script, "path").first == [
                "$ROOT/lib/kernel-1/ebin", "$ROOT/lib/stdlib-1/ebin", "$ROOT/bin/tool", "$ROOT/lib/bmatrix/ebin",
            ])
        #expect(Self.names(script, "path").dropFirst() == Self.names(try Self.script(), "path").dropFirst())
    }

    @Test(arguments: [("tool_escript", true), ("native", false), ("missing", false), ("io", true)])
    func aModuleWithNativeCodeIsLoadedWhenItIsCalled(_ main: String, _ isEarly: Bool) throws {
        let script = try Self.applied(.escript(main: main, folders: ["bin/tool"], hasTerms: false))
        #expect(Self.names(script, "primLoad").first?.contains(main) == isEarly)
    }

    @Test func whatReadsTermsIsLoadedWhereTermsAreRead() throws {
        let own = ["bin/tool", "elixir/elixir/ebin"]
        let elixir = Self.names(try Self.applied(.escript(main: "x", folders: own, hasTerms: false)), "primLoad")
        #expect(elixir.first?.contains("erl_parse") == true && elixir.first?.contains("Elixir.IO") == true)
        #expect(elixir.last == ["erl_eval", "erl_lint"])
        let plain = Self.names(try Self.applied(.release(hasConfiguration: false)), "primLoad")
        #expect(plain.first?.contains("erl_scan") == false)
        let configured = Self.names(try Self.applied(.release(hasConfiguration: true)), "primLoad")
        #expect(configured.first?.contains("erl_scan") == true)
    }
}
