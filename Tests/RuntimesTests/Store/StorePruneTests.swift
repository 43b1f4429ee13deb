import Glibc
import Host
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct StorePruneTests {
    private let day = 86_400.0

    @Test func whatWasNotUsedForLongGoes() async throws {
        try await withEntries { root, now in
            let store = try Store(root: root)
            let result = try store.prune(PruneRule(age: 25 * day), now: now)
            #expect(result.removed.map(\.key) == ["forty", "thirty"] && result.used == [])
            #expect(try keys(root) == ["ten", "twenty"])
            #expect(result.size == store.items().reduce(0) { $0 + $1.size })
        }
    }

    @Test func theLongestUnusedGoFirst() async throws {
        try await withEntries { root, now in
            let store = try Store(root: root)
            let result = try store.prune(PruneRule(size: 2_500), now: now)
            #expect(result.removed.map(\.key) == ["forty", "thirty"] && result.size == 2_000)
            #expect(try keys(root) == ["ten", "twenty"])
        }
    }

    @Test func aTrialTakesNothing() async throws {
        try await withEntries { root, now in
            let store = try Store(root: root)
            let result = try store.prune(PruneRule(size: 0, isTrial: true), now: now)
            #expect(result.removed.count == 4)
            #expect(try keys(root) == ["forty", "ten", "thirty", "twenty"])
        }
    }

    @Test func whatALivingProcessUsesStays() async throws {
        try await withEntries { root, now in
            // Another user of the same store, whose lease ends with it.
            var other: Store? = try Store(root: root)
            #expect(try other?.find(.actions, "forty") != nil)
            #expect(try other?.blob(.frames, "thirty") != nil)
            let result = try Store(root: root).prune(PruneRule(age: 0, size: 0), now: now + day)
            #expect(Set(result.used.map(\.key)) == ["forty", "thirty"])
            #expect(try keys(root) == ["forty", "thirty"])
            other = nil
            // Files' times are those of a clock that ticks now and then.
            try await Task.sleep(for: .milliseconds(20))
            let last = try Store(root: root).prune(PruneRule(size: 0), now: now)
            #expect(last.removed.count == 2 && last.used == [])
        }
    }

    @Test func whatDeadProcessesLeftGoes() async throws {
        try await withEntries { root, now in
            let places = [
                "temporary/blob-frames-1", "work/abc", "runtimes/.gone.files", "runtimes/.k.files.77-1.part",
                "locks/actions-dead", "temporary/actions-dead",
            ].map { root.appending($0) }
            for place in places {
                try Disk().makeFolder(place.removingLastComponent())
                try Disk().write("x", to: place)
                setTime(of: place, 1_000)
            }
            let result = try Store(root: root).prune(PruneRule(), now: now)
            #expect(places.filter { Disk().kind(of: $0) != nil } == [])
            #expect(result.removed == [])
            #expect(try keys(root).count == 4)
        }
    }

    @Test func logsOfBuildsGoLikeEntries() async throws {
        try await withEntries { root, now in
            let logs = ["otp-25.0-old", "otp-27.0-new"].map { root.appending("logs/\($0)") }
            for folder in logs {
                try Disk().makeFolder(folder)
                try Disk().write("x", to: folder.appending("1-configure.log"))
            }
            setTime(of: logs[0], 1_000)
            let result = try Store(root: root).prune(PruneRule(age: 50 * day), now: now)
            #expect(result.removed.map(\.key) == ["otp-25.0-old"])
            #expect(logs.map { Disk().isFolder($0) } == [false, true])
        }
    }

    @Test func noLockStaysBehind() async throws {
        try await withEntries { root, _ in
            let store = try Store(root: root)
            _ = try await store.entry(.runtimes, "k") { _ in }
            let locks = try Disk().list(store.root.appending("locks"))
            #expect(locks.allSatisfy { $0.hasPrefix("lease-") } && locks.count == 1, "\(locks)")
        }
    }

    private func keys(_ root: FilePath) throws -> [String] { try Store(root: root).items().map(\.key).sorted() }

    /// A store with four entries of a thousand bytes, named after the days since they were used.
    private func withEntries(_ body: (_ root: FilePath, _ now: Double) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let now = Clock.live.now()
            let root = folder.appending("cache")
            do {
                let maker = try Store(root: root)
                for key in ["ten", "forty"] {
                    _ = try await maker.entry(.actions, key) {
                        try Disk().write([UInt8](repeating: 0, count: 1_000), to: $0.appending("file"))
                    }
                }
                for key in ["twenty", "thirty"] {
                    try maker.storeBlob([UInt8](repeating: 0, count: 1_000), .frames, key)
                }
            }
            let ages = [("actions/ten", 10.0), ("frames/twenty", 20), ("frames/thirty", 30), ("actions/forty", 40)]
            for (path, age) in ages { setTime(of: root.appending(path), Int(now - age * day)) }
            try await body(root, now)
        }
    }
}
