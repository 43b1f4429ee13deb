import Host
import Matrix
import Runtimes
import Synchronization
import SystemPackage
import Testing
import Transfer

@Suite struct DebianSourceTests {
    private let loader = LoaderBinaries(loader: [1, 2, 3], libsystemd: [4, 5])

    @Test func anOfferBecomesARuntime() async throws {
        try await withMirror { mirror, catalog in
            let offer = try #require(try await catalog(nil).offers(for: .any).runtimes.first)
            #expect(offer.otp.text == "27.3.4.1")
            #expect(offer.platform == Platform(.linux, .x86_64, .bundled))
            #expect(offer.elixir?.version.text == "1.18.3")
            #expect(offer.elixir?.otpMajor == 27)
            let runtime = try await catalog(nil).runtime(for: offer)
            #expect(runtime.otp.text == "27.3.4.1")
            #expect(runtime.erts.text == "15.2")
            #expect(runtime.isBundled && !runtime.isCached)
            try expectLayout(runtime.root)
            let elixir = try await catalog(nil).elixir(for: offer)
            #expect(try Disk().list(elixir.root) == ["bin", "lib"])
        }
    }

    @Test func theSecondTimeNothingIsFetched() async throws {
        try await withMirror { mirror, catalog in
            let first = try await everything(catalog(nil))
            let count = mirror.requests.count
            let second = try await everything(catalog(nil))
            #expect(mirror.requests.count == count)
            #expect(!first.isCached && second.isCached)
            #expect(first.key == second.key)
        }
    }

    @Test func theMirrorIsAskedAgainAfterHalfADay() async throws {
        try await withMirror { mirror, catalog in
            _ = try await catalog(nil).offers(for: .any)
            _ = try await catalog { $0.clock = Self.clock(hours: 11) }.offers(for: .any)
            #expect(mirror.requests.count == 2)
            _ = try await catalog { $0.clock = Self.clock(hours: 13) }.offers(for: .any)
            #expect(mirror.requests.count == 3)
        }
    }

    @Test func aNewVersionIsSeenAfterARefresh() async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder)
            defer { mirror.stop() }
            let catalog = try catalog(mirror, folder)
            #expect(try await catalog.offers(for: .any).runtimes.map(\.otp.text) == ["27.3.4.1"])
            try mirror.publish("trixie", .init(otp: "27.3.9"), in: folder)
            #expect(try await catalog.offers(for: .any).runtimes.map(\.otp.text) == ["27.3.4.1"])
            let fresh = try self.catalog(mirror, folder) { $0.refresh = true }
            #expect(try await fresh.offers(for: .any).runtimes.map(\.otp.text) == ["27.3.9"])
        }
    }

    @Test func withoutNetworkWhatIsKnownServes() async throws {
        try await withMirror { mirror, catalog in
            _ = try await everything(catalog(nil))
            mirror.stop()
            let offers = try await catalog { $0.clock = Self.clock(hours: 100) }.offers(for: .any)
            let offer = try #require(offers.runtimes.first)
            #expect(offer.warnings == ["the mirror cannot be reached; going by what trixie had 100 hours ago"])
            #expect(try await catalog(nil).runtime(for: offer).isCached)
        }
    }

    @Test func withoutNetworkAndWithoutKnowledgeItFails() async throws {
        try await withMirror { mirror, catalog in
            mirror.stop()
            let error = await #expect(throws: RuntimesError.self) { _ = try await catalog(nil).offers(for: .any) }
            #expect(error?.code == "transfer.connect")
            #expect(error?.isInfrastructure == true)
        }
    }

    @Test(
        "an expired index",
        arguments: [
            (DebianSource.ValidUntil.warn, 1, 1, nil), (.ignore, 1, 0, nil), (.enforce, 0, 0, "runtimes.expired"),
        ])
    func expired(policy: DebianSource.ValidUntil, offers: Int, warnings: Int, code: String?) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder, .init(validUntil: "Thu, 02 Jan 2020 00:00:00 UTC"))
            defer { mirror.stop() }
            do {
                let found = try await catalog(mirror, folder) { $0.validUntil = policy }.offers(for: .any)
                #expect(found.runtimes.count == offers)
                #expect(found.runtimes.flatMap(\.warnings).count == warnings)
                #expect(code == nil)
            } catch let error as RuntimesError {
                #expect(error.code == code)
            }
        }
    }

    @Test func oneSuiteMayFail() async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder)
            defer { mirror.stop() }
            let offers = try await catalog(mirror, folder) { $0.suites = ["nowhere", "trixie"] }.offers(for: .any)
            #expect(offers.runtimes.count == 1)
            #expect(offers.problems.map(\.code) == ["transfer.not-found"])
        }
    }

    @Test(
        "suites that do not serve",
        arguments: [
            (TestMirror.Settings(without: ["erlang-ssl"]), "runtimes.incomplete-suite"),
            (TestMirror.Settings(without: ["libc6"]), "runtimes.incomplete-suite"),
            (TestMirror.Settings(origin: "Ubuntu"), "runtimes.bad-release"),
        ])
    func unusable(settings: TestMirror.Settings, code: String) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder, settings)
            defer { mirror.stop() }
            let error = await #expect(throws: RuntimesError.self) {
                _ = try await catalog(mirror, folder).offers(for: .any)
            }
            #expect(error?.code == code)
        }
    }

    @Test("which Erlang compiled the Elixir", arguments: [("erlang-base (>= 1:26.2+dfsg)", 26), ("", 27)])
    func elixirsCompiler(depends: String, major: Int) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder, .init(elixirDepends: depends))
            defer { mirror.stop() }
            let offers = try await catalog(mirror, folder).offers(for: .any)
            #expect(offers.runtimes.first?.elixir?.otpMajor == major)
        }
    }

    @Test func aMirrorWithoutNamesByHashServes() async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder, .init(hasByHash: false))
            defer { mirror.stop() }
            #expect(try await catalog(mirror, folder).offers(for: .any).runtimes.count == 1)
        }
    }

    @Test(
        "what is not what it should be is refused, and later mended",
        arguments: [
            ("InRelease", "runtimes.unsigned"), ("by-hash", "transfer.digest"), ("erlang-ssl", "transfer.digest"),
        ])
    func corruption(part: String, code: String) async throws {
        try await withMirror { mirror, catalog in
            mirror.fail(part, LoopbackServer.reply(200, Array("something else".utf8)))
            let error = await #expect(throws: RuntimesError.self) { _ = try await everything(catalog(nil)) }
            #expect(error?.code == code)
            mirror.fail(part, nil)
            let mended = try await everything(catalog(nil))
            #expect(!mended.isCached)
        }
    }

    @Test func aDamagedDownloadIsFetchedAgain() async throws {
        try await withMirror { mirror, catalog in
            let runtime = try await everything(catalog(nil))
            let store = catalog(nil).context.store
            for name in try Disk().list(store.root.appending("downloads")) {
                try Disk().write("cut", to: store.root.appending("downloads").appending(name))
            }
            try store.remove(.runtimes, runtime.key)
            #expect(try await everything(catalog(nil)).otp == runtime.otp)
        }
    }

    @Test func aDamagedSelectionIsMadeAgain() async throws {
        try await withMirror { mirror, catalog in
            _ = try await catalog(nil).offers(for: .any)
            let indexes = catalog(nil).context.store.root.appending("indexes")
            for name in try Disk().list(indexes) where name.hasPrefix("packages-") {
                try Disk().write("{", to: indexes.appending(name).appending("selection.json"))
            }
            #expect(try await catalog(nil).offers(for: .any).runtimes.count == 1)
        }
    }

    @Test func withoutTheLoaderThereIsNoRuntime() async throws {
        try await withMirror { mirror, catalog in
            let offer = try #require(try await catalog(nil).offers(for: .any).runtimes.first)
            let bare = catalog { $0.loader = { _ in LoaderBinaries(loader: [], libsystemd: []) } }
            let error = await #expect(throws: RuntimesError.self) { _ = try await bare.runtime(for: offer) }
            #expect(error?.code == "runtimes.no-loader")
        }
    }

    @Test func theLoaderIsPartOfTheKey() async throws {
        try await withMirror { mirror, catalog in
            let first = try await everything(catalog(nil))
            let other = catalog { $0.loader = { _ in LoaderBinaries(loader: [9], libsystemd: [4, 5]) } }
            let second = try await everything(other)
            #expect(first.key != second.key)
        }
    }

    @Test func manyAtOnceMakeItOnce() async throws {
        try await withMirror { mirror, catalog in
            let offer = try #require(try await catalog(nil).offers(for: .any).runtimes.first)
            let keys = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 {
                    group.addTask { [catalog = catalog(nil)] in try await catalog.runtime(for: offer).key }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
            #expect(mirror.requests.count { $0.contains("erlang-base") } == 1)
        }
    }

    private func expectLayout(_ root: FilePath) throws {
        let disk = Disk()
        #expect(try disk.readText(root.appending("bin/erl")).contains("erts-15.2/bin/erlexec") == false)
        #expect(try disk.readText(root.appending("bin/erl")).contains("BINDIR=$ROOTDIR/erts-15.2/bin"))
        #expect(try disk.readLink(root.appending("bin/epmd")) == "../erts-15.2/bin/epmd")
        #expect(disk.kind(of: root.appending("releases/RELEASES")) == nil)
        #expect(disk.kind(of: root.appending("erts-15.2/bin/start")) == nil)
        #expect(disk.kind(of: root.appending("usr/bin")) == nil)
        let libraries = root.appending("libc")
        #expect(try disk.readText(libraries.appending("libz.so.1")) == "libz")
        #expect(disk.kind(of: libraries.appending("libz.so.1")) == .file)
        #expect(disk.kind(of: libraries.appending("libutil.so.1")) == nil)
        #expect(disk.kind(of: libraries.appending("X.so")) == nil)
        #expect(try disk.read(libraries.appending("libsystemd.so.0")) == [4, 5])
        #expect(try disk.readLink(libraries.appending("ld-linux-x86-64.so.2")) == "ld.so")
    }

    private func everything(_ catalog: Catalog) async throws -> Runtime {
        let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
        _ = try await catalog.elixir(for: offer)
        return try await catalog.runtime(for: offer)
    }

    private static func clock(hours: Double) -> Clock {
        Clock(now: { Clock.live.now() + hours * 3600 + 1 }, monotonic: Clock.live.monotonic)
    }

    private typealias MakeCatalog = (((inout RuntimesContext) -> Void)?) -> Catalog

    private func withMirror(_ body: (TestMirror, MakeCatalog) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder)
            defer { mirror.stop() }
            let base = try catalog(mirror, folder)
            try await body(mirror) { change in
                var context = base.context
                change?(&context)
                return Catalog(sources: base.sources, context: context)
            }
        }
    }

    private func catalog(
        _ mirror: TestMirror, _ folder: FilePath, _ change: (inout DebianSource) -> Void = { _ in }
    ) throws -> Catalog {
        var source = DebianSource(mirror: mirror.url, suites: ["trixie"], keyring: mirror.keyring)
        change(&source)
        let transfer = Transfer.live(retries: RetryPolicy(attempts: 1))
        let store = try Store(root: folder.appending("cache"))
        let context = RuntimesContext(store: store, transfer: transfer, loader: { _ in loader })
        return Catalog(sources: [source], context: context)
    }
}
