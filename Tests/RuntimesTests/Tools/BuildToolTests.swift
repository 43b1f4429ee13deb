import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct BuildToolTests {
    private func offer(_ tool: BuildTool, _ version: String, _ major: Int) throws -> BuildToolOffer {
        BuildToolOffer(
            tool: tool, version: try #require(Version(version)), otpMajor: major, source: "debian", origin: "x",
            recipe: .system(SystemTool(path: "/x")))
    }

    private func runtime(_ otp: String, _ tools: [BuildToolOffer]) throws -> RuntimeOffer {
        RuntimeOffer(
            otp: try #require(Version(otp)), source: "debian", origin: "x",
            platform: Platform(.linux, .x86_64, .bundled), elixir: nil,
            tools: tools, warnings: [], recipe: .system(SystemErlang(path: "/x")))
    }

    @Test func theToolBesideTheRuntimeComesFirst() throws {
        let own = try runtime("27.1", [try offer(.rebar3, "3.24", 27)])
        let newer = try runtime("29.1", [try offer(.rebar3, "3.28", 29)])
        let offers = RuntimeOffers(runtimes: [newer, own], problems: [])
        #expect(offers.tool(.rebar3, beside: own)?.version.text == "3.24")
        #expect(offers.tool(.rebar3, beside: newer)?.version.text == "3.28")
        #expect(offers.tool(.hex, beside: own) == nil)
    }

    @Test func aToolOfANewerOTPIsNoToolForAnOlderOne() throws {
        let bare = try runtime("28.0", [])
        let offers = RuntimeOffers(
            runtimes: [
                bare, try runtime("25.2", [try offer(.rebar3, "3.19", 25)]),
                try runtime("27.1", [try offer(.rebar3, "3.24", 27)]),
                try runtime("29.1", [try offer(.rebar3, "3.28", 29)]),
            ], problems: [])
        #expect(offers.tool(.rebar3, beside: bare)?.version.text == "3.24")
        #expect(offers.tool(.rebar3, beside: try runtime("24.0", [])) == nil)
    }

    @Test func packagesBecomeTools() async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder)
            defer { mirror.stop() }
            let store = try Store(root: folder.appending("cache"))
            let catalog = Catalog(
                sources: [
                    DebianSource(
                        mirror: mirror.url, suites: ["trixie"], validUntil: .ignore, keyring: mirror.keyring)
                ],
                context: RuntimesContext(store: store, loader: { _ in LoaderBinaries(loader: [1], libsystemd: [2]) }))
            let offers = try await catalog.offers(for: .any)
            let runtime = try #require(offers.runtimes.first)
            let rebar = try await catalog.tool(for: try #require(offers.tool(.rebar3, beside: runtime)))
            #expect(rebar.version.text == "3.24.0" && !rebar.isCached)
            #expect(try Disk().list(rebar.root) == ["rebar3"] && Disk().isExecutable(rebar.root.appending("rebar3")))
            let hex = try await catalog.tool(for: try #require(offers.tool(.hex, beside: runtime)))
            #expect(Disk().kind(of: hex.root.appending("hex-2.0.6/hex-2.0.6/ebin/hex.app")) == .file)
            #expect(Disk().kind(of: hex.root.appending("hex-2.0.6/hex-2.0.6/.elixir")) == .file)
            let again = try await catalog.tool(for: try #require(offers.tool(.hex, beside: runtime)))
            #expect(again.isCached && again.key == hex.key && hex.key != rebar.key)
        }
    }

    @Test func hexIsNoPartOfTheRuntime() throws {
        let packages = ["erlang-base", "erlang-hex", "rebar3"].compactMap { name in
            DebianPackage(
                stanza: """
                    Package: \(name)
                    Version: 1
                    Filename: pool/\(name).deb
                    Size: 1
                    SHA256: \(String(repeating: "0", count: 64))
                    """)
        }
        #expect(packages.count == 3)
        #expect(DebianSelection(packages: packages).erlang.map(\.name) == ["erlang-base"])
    }

    @Test(
        "what an installed rebar3 says of itself",
        arguments: [
            ("#!/usr/bin/env escript\n%% Rebar3 3.24.0\n%%! +A1\n", "3.24.0"), ("#!/usr/bin/env escript\n%%\nPK", "3"),
            ("ELF", nil),
        ])
    func version(text: String, version: String?) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending("rebar3")
            try Disk().write(text, to: file)
            #expect(SystemTool.version(of: file)?.text == version)
        }
    }
}
