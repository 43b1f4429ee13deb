import Host
import SystemPackage
import Testing

@testable import Releases

struct DependencyFetchTests {
    private static let lock = "%{\n  \"a\": {:hex, :a, \"1.0.0\", \"00\", [:mix], [], \"hexpm\", \"00\"},\n}\n"
    private let disk = Disk()

    private func isNeeded(_ files: [String: String]) throws -> Bool {
        try withTemporaryFolder { folder in
            try fill(folder, files)
            return DependencyFetch.isNeeded(for: try ProjectSnapshot(of: folder, disk: disk), disk: disk)
        }
    }

    private static func metadata(_ version: String) -> String { "{<<\"version\">>,<<\"\(version)\">>}.\n" }

    @Test func nothingIsNeededWhenAllIsThere() throws {
        #expect(try !isNeeded(["mix.exs": "deps: []"]))
        #expect(try !isNeeded(["mix.exs": "", "mix.lock": Self.lock, "deps/a/mix.exs": ""]))
        let known = ["mix.exs": "", "mix.lock": Self.lock, "deps/a/hex_metadata.config": Self.metadata("1.0.0")]
        #expect(try !isNeeded(known))
        #expect(try !isNeeded(["mix.exs": "{:shared, path: \"libs/x\"}, version: \"1.0\""]))
        #expect(try !isNeeded(["rebar.config": "{deps, []}."]))
    }

    @Test func whatIsMissingOrOfAnotherVersionIsNeeded() throws {
        #expect(try isNeeded(["mix.exs": "", "mix.lock": Self.lock]))
        let other = ["mix.exs": "", "mix.lock": Self.lock, "deps/a/hex_metadata.config": Self.metadata("1.0.1")]
        #expect(try isNeeded(other))
        #expect(try isNeeded(["mix.exs": "{:jason,\n \"~> 1.4\"}"]))
        #expect(try isNeeded(["mix.exs": "{:forked, github: \"x/y\"}"]))
        #expect(try isNeeded(["rebar.config": "{deps, [\n  cowlib\n]}."]))
    }

    @Test func theKeyHoldsProjectAndLockFilesAndNoSource() throws {
        try withTemporaryFolder { folder in
            func inputs(_ files: [String: String]) throws -> [String: String] {
                try fill(folder, files)
                let project = try ProjectSnapshot(of: folder, disk: disk)
                let fetch = DependencyFetch(
                    project: project, toolchain: Toolchain(otp: "/o", elixir: "/e"), tools: ProjectTools(),
                    environment: ["HEX_MIRROR": "x"], timeout: .seconds(1), grace: .seconds(1))
                return fetch.inputs
            }
            let first = try inputs(["mix.exs": "1", "mix.lock": Self.lock, "lib/a.ex": "1"])
            #expect(try inputs(["lib/a.ex": "2"]) == first)
            #expect(try inputs(["mix.lock": "%{}"]) != first)
            #expect(first.values.allSatisfy { !$0.contains("HEX_MIRROR") })
        }
    }

    @Test func aToolThatCannotGetOutIsTold() {
        #expect(Unreachable.isTold(by: ["fatal: unable to access 'x': Could not resolve host: git.invalid"]))
        #expect(
            !Unreachable.isTold(by: ["Failed to check for new Hex version", "{:failed_connect, nxdomain}", "** (Mix)"]))
    }

    @Test func onlyVariablesOfTheNetworkArePassed() {
        let caller = ["HEX_MIRROR": "m", "HTTPS_PROXY": "p", "MIX_ENV": "dev", "HEX_API_KEY": "k"]
        #expect(
            NetworkVariables.passed(["HEX_MIRROR", "MIX_ENV", "HTTPS_PROXY", "HEX_CDN"], caller: caller)
                == ["HEX_MIRROR": "m", "HTTPS_PROXY": "p"])
    }
}
