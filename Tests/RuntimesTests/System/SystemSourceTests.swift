import Host
import Matrix
import Runtimes
import SampleELF
import SystemPackage
import Testing

@Suite struct SystemSourceTests {
    @Test func anInstallationIsImported() async throws {
        try await withInstallation { erlang, elixir, catalog in
            let offers = try await catalog.offers(for: .any)
            let offer = try #require(offers.runtimes.first)
            #expect(offer.otp.text == "27.3.4.1")
            #expect(offer.serves(.automatic(host: .x86_64)))
            #expect(offer.elixir?.version.text == "1.18.3")
            let runtime = try await catalog.runtime(for: offer)
            #expect(!runtime.isBundled && !runtime.isCached)
            #expect(try Disk().readText(runtime.root.appending("bin/erl")).contains("erts-15.2"))
            #expect(Disk().kind(of: runtime.root.appending("man")) == nil)
            #expect(try await catalog.runtime(for: offer).isCached)
            #expect(try await catalog.elixir(for: offer).version.text == "1.18.3")
            try Disk().write("patched", to: erlang.appending("lib/kernel-10.2/ebin/kernel.app"))
            let changed = try await catalog.runtime(for: offer)
            #expect(!changed.isCached && changed.key != runtime.key)
        }
    }

    @Test(
        "what is not whole is named",
        arguments: [
            "erts-15.2/bin/beam.smp", "lib/kernel-10.2", "lib/stdlib-6.2", "releases/27/OTP_VERSION", "erts-15.2",
        ])
    func incomplete(missing: String) async throws {
        try await withInstallation { erlang, _, catalog in
            try Disk().removeTree(erlang.appending(missing))
            let error = await #expect(throws: RuntimesError.self) { _ = try await catalog.offers(for: .any) }
            #expect(error?.code == "runtimes.incomplete")
        }
    }

    @Test func nothingInstalledIsNoProblem() async throws {
        try await withTemporaryFolder { folder in
            let source = SystemSource(erlang: [folder.appending("none")], elixir: [folder.appending("none")])
            let store = try Store(root: folder.appending("cache"))
            let offers = try await Catalog(sources: [source], context: .init(store: store)).offers(for: .any)
            #expect(offers.runtimes.isEmpty && offers.problems.isEmpty)
        }
    }

    @Test func itsFilesTellWhichGlibcItNeeds() async throws {
        let program = SampleELF(
            needed: ["libc.so.6"], interpreter: "/lib64/ld-linux-x86-64.so.2", versions: [("libc.so.6", ["GLIBC_2.34"])]
        )
        try await withInstallation(.init(program: program.bytes)) { _, _, catalog in
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            #expect(offer.platform == Platform(.linux, .x86_64, .glibc, glibc: Version("2.34")))
            #expect(offer.serves(try #require(Target.named("ubuntu_22_04_x86_64", host: .x86_64))))
        }
    }

    private func withInstallation(
        _ settings: TestMirror.Settings = .init(), _ body: (FilePath, FilePath, Catalog) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let (erlang, elixir) = (folder.appending("erlang"), folder.appending("elixir"))
            for (path, content) in TestPackages(settings).installation {
                let place = folder.appending(path)
                try Disk().makeFolder(place.removingLastComponent())
                switch content {
                case .file(let text, let mode): try Disk().write(Array(text.utf8), to: place, mode: UInt32(mode))
                case .bytes(let bytes, let mode): try Disk().write(bytes, to: place, mode: UInt32(mode))
                default: continue
                }
            }
            try Disk().link(erlang.appending("man"), to: "../../share/man")
            let source = SystemSource(erlang: [erlang], elixir: [elixir])
            let store = try Store(root: folder.appending("cache"))
            try await body(erlang, elixir, Catalog(sources: [source], context: .init(store: store)))
        }
    }
}
