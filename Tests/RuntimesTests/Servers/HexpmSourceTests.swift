import Digest
import Host
import Matrix
import SampleELF
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct HexpmSourceTests {
    private static let folder = "/builds/otp/amd64/ubuntu-22.04"
    private static let commit = "0123456789abcdef0123456789abcdef01234567 2024-09-17T12:00:00Z"

    @Test func aListedBuildBecomesARuntimeThatMoves() async throws {
        try await withHexpm { server, _, catalog in
            let offers = try await catalog.offers(for: .versions("27"))
            let offer = try #require(offers.runtimes.first)
            #expect(offer.otp.text == "27.3.4.1" && offer.description == "27.3.4.1 (hexpm ubuntu-22.04)")
            #expect(offer.serves(try #require(Target.named("ubuntu_22_04_x86_64", host: .x86_64))))
            #expect(!offer.serves(try #require(Target.named("any_linux_x86_64", host: .x86_64))))
            let place = try await catalog.place(of: offer)
            #expect(!place.isThere && !server.requests.contains { $0.hasSuffix(".gz") })
            let runtime = try await catalog.runtime(for: offer)
            #expect(runtime.root == place.path && runtime.otp == offer.otp && !runtime.isBundled)
            // What `Install` would have done, for any folder.
            #expect(try Disk().readText(runtime.root.appending("bin/erl")).contains("erts-15.2"))
            #expect(try Disk().readText(runtime.root.appending("bin/start.boot")) == "boot")
            #expect(try Disk().readLink(runtime.root.appending("bin/epmd")) == "../erts-15.2/bin/epmd")
            #expect(Disk().kind(of: runtime.root.appending("Install")) == nil)
            #expect(try await catalog.place(of: offer).isThere)
            #expect(try await catalog.runtime(for: offer).isCached)
        }
    }

    @Test func branchesAndLinesWithoutAChecksumAreNotOffered() async throws {
        try await withHexpm { server, _, catalog in
            let digest = String(repeating: "a", count: 64)
            server.put(
                "\(Self.folder)/builds.txt",
                """
                OTP-24.0 \(Self.commit)
                OTP-26.2 \(Self.commit) \(digest)
                OTP-26.3 \(Self.commit) notadigest
                OTP-../x \(Self.commit) \(digest)
                maint-27 \(Self.commit) \(digest)
                master \(Self.commit) \(digest)
                nonsense
                """)
            let offers = try await catalog.offers(for: .versions("24.0", "26.2"))
            #expect(offers.runtimes.map(\.otp.text) == ["26.2"])
            #expect(offers.problems.map(\.code) == ["runtimes.no-checksum"])
            #expect(offers.problems.first?.message.contains("no SHA-256 for Erlang/OTP 24.0") == true)
            let target = try #require(Target.named("ubuntu_22_04_x86_64", host: .x86_64))
            let error = await failure { _ = try offers.resolve(try #require(VersionRequest("24.0")), for: target) }
            #expect(error?.code == "runtimes.no-checksum")
        }
    }

    @Test func anOlderServerHasItsBuildsInTheDistributionsOwnFolder() async throws {
        try await FileServer.with { server, _, context in
            server.put(
                "/builds/otp/ubuntu-20.04/builds.txt", "OTP-26.0 \(Self.commit) \(String(repeating: "b", count: 64))")
            server.put("/builds/elixir/builds.txt", "")
            let source = HexpmSource(mirror: server.url + "/", distributions: ["ubuntu-20.04"])
            let offers = await source.offers(for: .versions("26"), context)
            #expect(offers.runtimes.map(\.platform.description) == ["linux x86_64, glibc 2.31 or newer"])
            #expect(offers.problems.isEmpty)
        }
    }

    @Test func aServerThatIsNotNamedOrNotThereIsToldWithTheMend() async throws {
        try await FileServer.with { server, _, context in
            let unnamed = await HexpmSource(mirror: nil).offers(for: .any, context).problems
            #expect(unnamed.map(\.code) == ["runtimes.no-mirror"] && unnamed[0].hint.contains("HEX_BUILDS_URL"))
            let empty = await HexpmSource(mirror: server.url).offers(for: .any, context).problems
            #expect(empty.map(\.code) == ["runtimes.no-builds", "runtimes.no-builds"])
            let unknown = await HexpmSource(mirror: server.url, distributions: ["plan-9"]).offers(for: .any, context)
            #expect(unknown.problems.first?.code == "runtimes.unknown-distro")
        }
    }

    @Test func theListIsAskedForTwiceADayAndServesWithoutANetwork() async throws {
        try await withHexpm { server, context, catalog in
            _ = try await catalog.offers(for: .versions("27"))
            _ = try await catalog.offers(for: .versions("27"))
            #expect(server.requests.filter { $0.hasPrefix("/builds/otp/") }.count == 1)
            server.stop()
            var later = context
            later.clock.now = { context.clock.now() + 20 * 3600 }
            let old = try await Catalog(sources: catalog.sources, context: later).offers(for: .versions("27"))
            #expect(old.runtimes.first?.warnings.first?.contains("going by what it was 20 hours ago") == true)
        }
    }

    @Test func aChangedFileIsRefused() async throws {
        try await withHexpm { server, _, catalog in
            let offer = try #require(try await catalog.offers(for: .versions("27")).runtimes.first)
            server.put("\(Self.folder)/OTP-27.3.4.1.tar.gz", "another")
            let error = await failure { _ = try await catalog.runtime(for: offer) }
            #expect(error?.code == "transfer.digest" && error?.isInfrastructure == true)
            #expect(try await !catalog.place(of: offer).isThere)
        }
    }

    @Test(
        "what the files are decides, not what they are called",
        arguments: [
            (SmallOTP(otp: "27.3.4"), "runtimes.version-mismatch", "holds 27.3.4"),
            (
                SmallOTP(programs: ["beam.smp": SmallOTP.muslProgram]), "runtimes.platform-mismatch",
                "erts-15.2/bin/beam.smp asks for /lib/ld-musl-x86_64.so.1"
            ),
            (
                SmallOTP(programs: ["beam.smp": SmallOTP.glibcProgram, "epmd": Self.newer.bytes]),
                "runtimes.platform-mismatch", "erts-15.2/bin/epmd asks for /lib64/ld-linux-x86-64.so.2 and glibc 2.38"
            ),
            (SmallOTP(programs: ["erlexec": SmallOTP.glibcProgram]), "runtimes.incomplete", "erts-15.2/bin/beam.smp"),
        ])
    func mismatches(tree: SmallOTP, code: String, words: String) async throws {
        try await withHexpm(tree) { _, _, catalog in
            let offer = try #require(try await catalog.offers(for: .versions("27")).runtimes.first)
            let error = await failure { _ = try await catalog.runtime(for: offer) }
            #expect(error?.code == code)
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            #expect(try await !catalog.place(of: offer).isThere)
        }
    }

    @Test func elixirComesFromItsOwnBuilds() async throws {
        try await withHexpm { server, _, catalog in
            let offers = try await catalog.offers(for: .versions("27"))
            #expect(offers.elixirs.map { "\($0.version) \($0.otpMajor)" } == ["1.18.3 25", "1.18.3 27"])
            let elixir = try await catalog.elixir(for: try #require(offers.elixirs.last))
            #expect(try Disk().list(elixir.root) == ["bin", "lib"])
            #expect(Disk().isExecutable(elixir.root.appending("bin/mix")))
            #expect(try await catalog.place(of: try #require(offers.elixirs.last)).isThere)
            // The other one is said to be of this version, too, and is not.
            let error = await failure { _ = try await catalog.elixir(for: try #require(offers.elixirs.first)) }
            #expect(error?.code == "runtimes.version-mismatch")
        }
    }

    private static let newer = SampleELF(
        needed: ["libc.so.6"], interpreter: "/lib64/ld-linux-x86-64.so.2", versions: [("libc.so.6", ["GLIBC_2.38"])])

    /// A server that has OTP 27.3.4.1 and Elixir 1.18.3.
    private func withHexpm(
        _ tree: SmallOTP = SmallOTP(), _ body: (FileServer, RuntimesContext, Catalog) async throws -> Void
    ) async throws {
        try await FileServer.with { server, folder, context in
            let otp = try tree.packed(in: folder)
            server.put("\(Self.folder)/OTP-27.3.4.1.tar.gz", otp)
            server.put("\(Self.folder)/builds.txt", "OTP-27.3.4.1 \(Self.commit) \(SHA256.digest(of: otp))\n")
            let zips = try ["1.18.3", "1.17.0"].map { try elixir($0, in: folder) }
            server.put("/builds/elixir/v1.18.3-otp-27.zip", zips[0])
            server.put("/builds/elixir/v1.18.3-otp-25.zip", zips[1])
            server.put(
                "/builds/elixir/builds.txt",
                """
                main-otp-27 \(Self.commit) \(SHA256.digest(of: zips[0]))
                v1.18.3 \(Self.commit) \(SHA256.digest(of: zips[0]))
                v1.18.3-otp-25 \(Self.commit) \(SHA256.digest(of: zips[1]))
                v1.18.3-otp-26 \(Self.commit)
                v1.18.3-otp-27 \(Self.commit) \(SHA256.digest(of: zips[0]))
                """)
            let source = HexpmSource(mirror: server.url)
            try await body(server, context, Catalog(sources: [source], context: context))
        }
    }

    private func elixir(_ version: String, in folder: FilePath) throws -> [UInt8] {
        let zip = folder.appending("elixir-\(version).zip")
        try TestArchive(entries: [
            ("bin/elixir", .file("#!/bin/sh\n")), ("bin/mix", .file("#!/usr/bin/env elixir\n")),
            ("lib/elixir/ebin/elixir.app", .file("{application,elixir,[{vsn,\"\(version)\"}]}.")),
            ("man/elixir.1", .file("manual")), ("VERSION", .file(version)),
        ]).write(zip, format: "zip", filter: "none")
        return try Disk().read(zip)
    }
}
