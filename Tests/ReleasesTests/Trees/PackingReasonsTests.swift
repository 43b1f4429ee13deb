import BEAM
import Host
import Matrix
import SystemPackage
import Testing

@testable import Releases

struct PackingReasonsTests {
    private static let resources = [
        "kernel": [], "stdlib": ["kernel"], "crypto": ["kernel", "stdlib"], "ssl": ["crypto", "public_key"],
        "public_key": ["crypto"], "demo": ["ssl", "jason"], "jason": ["elixir"], "elixir": ["kernel"],
        "iex": ["elixir"],
        "sasl": ["kernel"], "stray": ["kernel"],
    ]

    private func resource(_ name: String, _ applications: [String]) -> String {
        "{application, \(name), [{vsn, \"1\"}, {applications, [\(applications.joined(separator: ", "))]}]}.\n"
    }

    /// Reason and bytes of each part of a tree.
    private func parts(
        _ files: [String: String] = [:], known: [String: String] = [:], inside: [String] = []
    ) throws -> [String: PackedPart] {
        try withTemporaryFolder { root in
            var all = files
            for (name, applications) in Self.resources {
                all["lib/\(name)-1/ebin/\(name).app"] = resource(name, applications)
            }
            try fill(root, all)
            let reasons = PackingReasons(
                tree: TreeWriter(root: root, disk: Disk()), app: "demo", known: known,
                inside: try inside.map { try ApplicationFile($0) })
            let parts = try reasons.parts { $0.hasPrefix("lib/") ? .otp : .app }
            #expect(parts.map(\.path) == parts.map(\.path).sorted())
            return Dictionary(uniqueKeysWithValues: parts.map { ($0.path, $0) })
        }
    }

    @Test func anApplicationIsThereForWhatNeedsIt() throws {
        let reasons = try parts().mapValues(\.reason)
        #expect(
            reasons == [
                "lib/demo-1": "the program", "lib/kernel-1": "needed by every program",
                "lib/stdlib-1": "needed by every program", "lib/ssl-1": "needed by demo",
                "lib/jason-1": "needed by demo",
                // By the first of several, if the program itself does not.
                "lib/crypto-1": "needed by public_key", "lib/public_key-1": "needed by ssl",
                "lib/elixir-1": "needed by iex", "lib/iex-1": "part of every Mix release",
                "lib/sasl-1": "part of every Mix release", "lib/stray-1": "part of the release",
            ])
    }

    @Test func whatLiesInsideAnEscriptNeedsApplicationsToo() throws {
        let inside = resource("helper", ["stray"])
        #expect(try parts(inside: [inside])["lib/stray-1"]?.reason == "needed by helper")
    }

    @Test func programsAndLibrariesArePartsOfTheirOwn() throws {
        let files = [
            "bin/demo/demo_escript.beam": "12", "bin/demo/demo/ebin/demo.beam": "345",
            "elixir/jason/ebin/j.beam": "1234",
            "bin/start.boot": "1", "releases/1/sys.config": "123", "releases/RELEASES": "4567",
            "erts-15/bin/beam.smp": "stub", "erts-15/bin/beam.smp.elf": "machine", "libc/libz.so.1": "zz",
            "lib/demo-1/priv/data": "0123456789",
        ]
        let parts = try parts(
            files, known: ["erts-15/bin/beam.smp": "runs everything", "libc/libz.so.1": "needed by it"])
        #expect(parts["bin/demo"] == PackedPart(path: "bin/demo", component: .app, raw: 5, reason: "the program"))
        #expect(parts["elixir/jason"]?.raw == 4 && parts["elixir/jason"]?.reason == "needed by demo")
        #expect(parts["bin/start.boot"]?.reason == "says what starts first")
        #expect(
            parts["releases"]
                == PackedPart(path: "releases", component: .app, raw: 7, reason: "says how the release starts"))
        #expect(
            parts["erts-15/bin/beam.smp"]
                == PackedPart(path: "erts-15/bin/beam.smp", component: .app, raw: 11, reason: "runs everything"))
        #expect(parts["erts-15/bin/beam.smp.elf"] == nil)
        #expect(parts["libc/libz.so.1"]?.reason == "needed by it")
        let resource = resource("demo", ["ssl", "jason"])
        #expect(parts["lib/demo-1"]?.raw == 10 + resource.utf8.count)
        #expect(parts["lib/demo-1"]?.component == .otp)
    }

    @Test func aResourceThatCannotBeReadNeedsNothing() throws {
        let parts = try parts(["lib/broken-1/ebin/broken.app": "{application, broken", "other/file": "x"])
        #expect(parts["lib/broken-1"]?.reason == "part of the release")
        #expect(parts["other/file"]?.reason == "part of the release")
    }
}
