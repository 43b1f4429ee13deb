import Host
import Matrix
import SampleELF
import SystemPackage
import Testing
import Transfer

@testable import Runtimes

/// What the suites have for other processors, and for systems with a glibc of their own.
@Suite struct DebianTargetsTests {
    private func demand(_ names: String...) throws -> RuntimeDemand {
        RuntimeDemand(
            targets: try names.map { try #require(Target.named($0, host: .x86_64)) }, host: .automatic(host: .x86_64))
    }

    private func withCatalog(
        _ settings: TestMirror.Settings, _ body: (TestMirror, Catalog) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder, settings)
            defer { mirror.stop() }
            var source = DebianSource(mirror: mirror.url, suites: ["trixie"])
            source.keyring = mirror.keyring
            let context = RuntimesContext(
                store: try Store(root: folder.appending("cache")),
                transfer: .live(retries: RetryPolicy(attempts: 1)),
                loader: { LoaderBinaries(loader: Array("\($0)".utf8), libsystemd: [1]) })
            try await body(mirror, Catalog(sources: [source], context: context))
        }
    }

    private func program(_ machine: Int, glibc: String) -> [UInt8] {
        var file = SampleELF(
            needed: ["libc.so.6"], interpreter: "/lib/ld-linux.so.2", versions: [("libc.so.6", ["GLIBC_\(glibc)"])])
        file.machine = machine
        return file.bytes
    }

    @Test func anotherProcessorIsAskedForOnlyWhereATargetHasIt() async throws {
        var settings = TestMirror.Settings()
        settings.architectures = [.x86_64, .arm64]
        try await withCatalog(settings) { mirror, catalog in
            #expect(try await catalog.offers(for: .any).runtimes.map(\.platform.architecture) == [.x86_64])
            #expect(!mirror.requests.contains { $0.contains("arm64") })
            let offers = try await catalog.offers(for: demand("any_linux_arm64"))
            #expect(offers.runtimes.map(\.platform.architecture) == [.x86_64, .arm64])
            // Bytecode is the same for both: the toolchain is the host's.
            #expect(offers.elixirs.count == 1 && offers.runtimes.last?.elixir == nil)
            #expect(offers.runtimes.last?.tools == [])
        }
    }

    @Test func aRuntimeOfAnotherProcessorHasItsLibrariesAndItsLoader() async throws {
        var settings = TestMirror.Settings()
        settings.architectures = [.x86_64, .arm64]
        settings.program = program(183, glibc: "2.38")
        try await withCatalog(settings) { _, catalog in
            let offers = try await catalog.offers(for: demand("any_linux_arm64"))
            let offer = try #require(offers.runtimes.last)
            let runtime = try await catalog.runtime(for: offer)
            let (disk, root) = (Disk(), runtime.root)
            #expect(runtime.isBundled)
            #expect(try disk.readLink(root.appending("libc/ld-linux-aarch64.so.1")) == "ld.so")
            #expect(try disk.readText(root.appending("erts-15.2/bin/beam.smp")) == "arm64")
            #expect(try disk.read(root.appending("erts-15.2/bin/beam.smp.elf")) == settings.program)
        }
    }

    @Test func aSuiteWithoutTheProcessorIsAProblemOfThatAlone() async throws {
        try await withCatalog(TestMirror.Settings()) { _, catalog in
            let offers = try await catalog.offers(for: demand("any_linux_arm64"))
            #expect(offers.runtimes.map(\.platform.architecture) == [.x86_64])
            #expect(offers.problems.map(\.code) == ["runtimes.bad-release"])
            #expect(offers.problems.first?.message.contains("binary-arm64") == true)
        }
    }

    @Test func theFloorDecidesAndTheMendIsNamed() async throws {
        try await withCatalog(TestMirror.Settings()) { _, catalog in
            let target = try #require(Target.named("ubuntu_22_04_x86_64", host: .x86_64))
            let offers = try await catalog.offers(for: demand("ubuntu_22_04_x86_64"))
            #expect(offers.runtimes.map(\.platform.libc) == [.bundled, .glibc])
            let request = try #require(VersionRequest("27"))
            let error = #expect(throws: RuntimesError.self) { try offers.resolve(request, for: target) }
            #expect(error?.code == "runtimes.no-such-otp")
            #expect(error?.message.contains("it needs glibc 2.38, and ubuntu_22_04_x86_64 has 2.35") == true)
            #expect(error?.hint.contains("any_linux_x86_64") == true)
        }
    }

    @Test("a glibc of the system", arguments: [("2.34", nil), ("2.39", "runtimes.platform-mismatch")])
    func filesHaveTheLastWord(glibc: String, code: String?) async throws {
        var settings = TestMirror.Settings()
        settings.program = program(62, glibc: glibc)
        try await withCatalog(settings) { _, catalog in
            let offers = try await catalog.offers(for: demand("ubuntu_22_04_x86_64"))
            let offer = try #require(offers.runtimes.first { $0.platform.libc == .glibc })
            #expect(offer.platform.glibc?.text == "2.38")
            guard let code else {
                let runtime = try await catalog.runtime(for: offer)
                #expect(!runtime.isBundled && Disk().kind(of: runtime.root.appending("libc")) == nil)
                #expect(try Disk().read(runtime.root.appending("erts-15.2/bin/beam.smp")) == settings.program)
                return
            }
            let error = await #expect(throws: RuntimesError.self) { try await catalog.runtime(for: offer) }
            #expect(error?.code == code)
            #expect(error?.message.contains("glibc \(glibc)") == true)
        }
    }
}
