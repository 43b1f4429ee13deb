import Digest
import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct PinnedOffersTests {
    private let loader = LoaderBinaries(loader: [1, 2, 3], libsystemd: [4, 5])
    private static let name = "otp 27 for any_linux_x86_64"

    @Test func thePinCountsWhenTheIndexHasMovedOn() async throws {
        try await withLock { mirror, folder, lock in
            try mirror.publish("trixie", .init(otp: "27.3.9"), in: folder)
            let catalog = try catalog(mirror, folder, "second")
            let pinned = try await catalog.offers(pinnedBy: lock, for: .any)
            var offers = try await catalog.offers(for: .any)
            offers.pinned = pinned
            let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
            let offer = try offers.resolve(try #require(VersionRequest("27")), for: target)
            #expect(offer.otp.text == "27.3.4.1" && offer.pin == Self.name)
            #expect(try await catalog.runtime(for: offer).otp.text == "27.3.4.1")
        }
    }

    @Test func aLockedOfferHasTheKeyOfTheOriginal() async throws {
        try await withLock { mirror, folder, lock in
            let catalog = try catalog(mirror, folder, "second")
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            let pinned = try #require(try await catalog.offers(pinnedBy: lock, for: .any).runtimes[Self.name])
            #expect(try await catalog.place(of: offer).key == catalog.place(of: pinned).key)
        }
    }

    @Test func aMovedFileIsSaid() async throws {
        try await withLock { mirror, folder, lock in
            mirror.fail("erlang-base", LoopbackServer.reply(404))
            let error = try await failure(lock, mirror, folder)
            #expect(error?.code == "lock.moved" && error?.isInfrastructure == true)
            #expect(error?.message.contains(Self.name) == true)
            #expect(error?.hint.contains("bmatrix runtimes lock --update 27") == true)
        }
    }

    @Test func aChangedFileIsSaid() async throws {
        try await withLock { mirror, folder, lock in
            mirror.fail("erlang-base", LoopbackServer.reply(200, [1, 2, 3]))
            let error = try await failure(lock, mirror, folder)
            #expect(error?.code == "lock.changed")
            #expect(error?.message.contains(Self.name) == true)
        }
    }

    @Test func whatIsInTheStoreNeedsNoMirror() async throws {
        try await withLock { mirror, folder, lock in
            let catalog = try catalog(mirror, folder, "second")
            let offer = try #require(try await catalog.offers(pinnedBy: lock, for: .any).runtimes[Self.name])
            _ = try await catalog.runtime(for: offer)
            mirror.stop()
            #expect(try await catalog.runtime(for: offer).isCached)
        }
    }

    @Test func anInstalledTreeIsPinnedByItsContent() async throws {
        try await withTemporaryFolder { folder in
            let root = folder.appending("otp")
            for (path, text) in [
                ("releases/27/OTP_VERSION", "27.3.4\n"), ("erts-15.2/bin/beam.smp", "beam"),
                ("lib/kernel-1/x", "k"), ("lib/stdlib-1/x", "s"),
            ] {
                try Disk().makeFolder(root.appending(path).removingLastComponent())
                try Disk().write(Array(text.utf8), to: root.appending(path), mode: 0o755)
            }
            let catalog = Catalog(
                sources: [SystemSource(erlang: [root], elixir: [], rebar3: [])],
                context: RuntimesContext(store: try Store(root: folder.appending("cache"))))
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            let pin = Pin(
                "otp 27 for auto", version: offer.otp, source: offer.source, origin: offer.origin,
                platform: offer.platform, files: try await catalog.files(of: offer))
            #expect(try await catalog.offers(pinnedBy: LockFile([pin]), for: .any).runtimes.count == 1)
            try Disk().write("other", to: root.appending("lib/kernel-1/x"))
            let error = await #expect(throws: RuntimesError.self) {
                try await catalog.offers(pinnedBy: LockFile([pin]), for: .any)
            }
            #expect(error?.code == "lock.changed")
            let none = Catalog(sources: [], context: catalog.context)
            let gone = await #expect(throws: RuntimesError.self) {
                try await none.offers(pinnedBy: LockFile([pin]), for: .any)
            }
            #expect(gone?.code == "lock.source" && gone?.isInfrastructure == false)
        }
    }

    /// Fetches with the lock in a store that has nothing.
    private func failure(_ lock: LockFile, _ mirror: TestMirror, _ folder: FilePath) async throws -> RuntimesError? {
        let catalog = try catalog(mirror, folder, "second")
        let offer = try #require(try await catalog.offers(pinnedBy: lock, for: .any).runtimes[Self.name])
        return await #expect(throws: RuntimesError.self) { try await catalog.runtime(for: offer) }
    }

    private func withLock(_ body: (TestMirror, FilePath, LockFile) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder)
            defer { mirror.stop() }
            let catalog = try catalog(mirror, folder, "first")
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            let pin = Pin(
                Self.name, version: offer.otp, source: offer.source, origin: offer.origin, platform: offer.platform,
                files: try await catalog.files(of: offer))
            try await body(mirror, folder, try LockFile(reading: Array(LockFile([pin]).text.utf8), place: "x"))
        }
    }

    private func catalog(_ mirror: TestMirror, _ folder: FilePath, _ name: String) throws -> Catalog {
        Catalog(
            sources: [DebianSource(mirror: mirror.url, suites: ["trixie"], keyring: mirror.keyring)],
            context: RuntimesContext(store: try Store(root: folder.appending(name)), loader: { _ in loader }))
    }
}
