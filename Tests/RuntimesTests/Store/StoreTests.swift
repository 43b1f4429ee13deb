import Glibc
import Host
import Runtimes
import Synchronization
import SystemPackage
import Testing

@Suite struct StoreTests {
    @Test(
        "where it is",
        arguments: [
            (["BMATRIX_CACHE": "/x", "HOME": "/h"], "/x"), (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/bmatrix"),
            (["XDG_CACHE_HOME": "c", "HOME": "/h"], "/h/.cache/bmatrix"),
            (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache/bmatrix"),
        ])
    func location(environment: [String: String], path: String) throws {
        #expect(try Store.location(environment: environment) == FilePath(path))
    }

    @Test("places that are none", arguments: [([:], "store.no-place"), (["BMATRIX_CACHE": "x"], "store.relative")])
    func noLocation(environment: [String: String], code: String) {
        let error = #expect(throws: RuntimesError.self) { try Store.location(environment: environment) }
        #expect(error?.code == code)
    }

    @Test func itIsOursAlone() async throws {
        try await withTemporaryFolder { folder in
            let root = folder.appending("a/b/cache")
            _ = try Store(root: root)
            #expect(permissions(of: root) == 0o700)
            chmod(root.string, 0o770)
            let error = #expect(throws: RuntimesError.self) { try Store(root: root) }
            #expect(error?.code == "store.foreign")
        }
    }

    @Test func anEntryIsMadeOnce() async throws {
        try await withStore { store in
            let first = try await store.entry(.actions, "k") { try Disk().write("content", to: $0.appending("file")) }
            #expect(!first.wasThere)
            #expect(try Disk().readText(first.path.appending("file")) == "content")
            let second = try await store.entry(.actions, "k") { _ in Issue.record("it is there") }
            #expect(second.wasThere)
            #expect(second.path == first.path)
        }
    }

    @Test func aFileIsAnEntryToo() async throws {
        try await withStore { store in
            let entry = try await store.fileEntry(.downloads, "f") { try Disk().write("bytes", to: $0) }
            #expect(try Disk().readText(entry.path) == "bytes")
            #expect(try await store.fileEntry(.downloads, "f") { _ in }.wasThere)
        }
    }

    @Test func aFailureLeavesNothing() async throws {
        struct Failure: Error {}
        try await withStore { store in
            await #expect(throws: Failure.self) {
                _ = try await store.entry(.actions, "k") { folder in
                    try Disk().write("half", to: folder.appending("file"))
                    throw Failure()
                }
            }
            let names = try ["actions", "temporary"].flatMap { try Disk().list(store.root.appending($0)) }
            #expect(names.isEmpty)
            let next = try await store.entry(.actions, "k") { _ in }
            #expect(!next.wasThere)
        }
    }

    @Test("callers share the work", arguments: [false, true])
    func sharing(betweenStores: Bool) async throws {
        try await withStore { store in
            let tally = Tally()
            let stores = [store, betweenStores ? try Store(root: store.root) : store]
            let paths = try await withThrowingTaskGroup(of: FilePath.self) { group in
                for number in 0..<20 {
                    let store = stores[number % 2]
                    group.addTask {
                        try await store.entry(.actions, "k") { folder in
                            tally.count.add(1, ordering: .relaxed)
                            try await Task.sleep(for: .milliseconds(50))
                            try Disk().write("x", to: folder.appending("file"))
                        }.path
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(paths.allSatisfy { Disk().kind(of: $0.appending("file")) == .file })
            #expect(tally.count.load(ordering: .relaxed) == 1)
        }
    }

    @Test func workIsGivenUpWithItsLastCaller() async throws {
        try await withStore { store in
            let tally = Tally()
            let task = Task {
                try await store.entry(.actions, "k") { _ in
                    tally.count.add(1, ordering: .relaxed)
                    try await Task.sleep(for: .seconds(60))
                }
            }
            while tally.count.load(ordering: .relaxed) == 0 { try await Task.sleep(for: .milliseconds(2)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            let next = try await store.entry(.actions, "k") { _ in }
            #expect(!next.wasThere)
        }
    }

    @Test func waitingForAnotherProcessCanBeCancelled() async throws {
        try await withStore { store in
            let lock = try FileLock.attempt(store.root.appending("locks/actions-k"))
            #expect(lock != nil)
            let task = Task { try await store.entry(.actions, "k") { _ in } }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            withExtendedLifetime(lock) {}
        }
    }

    @Test func aDeadMakersLeftoversAreCleared() async throws {
        try await withTemporaryFolder { folder in
            let root = folder.appending("cache").string
            // As a killed maker leaves it: its folder half made, its lock gone with it. (No exit test: its monitor hangs where
            // other tests have made this process the parent of orphans.)
            let half = FilePath(root).appending("temporary/actions-dead")
            _ = try Store(root: FilePath(root))
            try Disk().makeFolder(half)
            try Disk().write("half", to: half.appending("file"))
            #expect(try Disk().list(FilePath(root).appending("temporary")) == ["actions-dead"])
            let store = try Store(root: FilePath(root))
            #expect(try Disk().list(store.root.appending("temporary")).isEmpty)
            let entry = try await store.entry(.actions, "dead") { try Disk().write("whole", to: $0.appending("new")) }
            #expect(try Disk().list(entry.path) == ["new"])
        }
    }

    @Test func whatAMakerLeftWhileTheStoreWasOpenIsNotUsed() async throws {
        try await withStore { store in
            let leftover = store.root.appending("temporary/actions-k")
            try Disk().makeFolder(leftover)
            try Disk().write("half", to: leftover.appending("file"))
            let entry = try await store.entry(.actions, "k") { try Disk().write("whole", to: $0.appending("new")) }
            #expect(try Disk().list(entry.path) == ["new"])
        }
    }

    @Test func aLivingMakersWorkIsLeftAlone() async throws {
        try await withStore { store in
            _ = try await store.entry(.actions, "k") { folder in
                _ = try Store(root: store.root)
                #expect(Disk().isFolder(folder))
            }
        }
    }

    @Test func whatALivingMakerPutsBesideItsFileIsLeftAlone() async throws {
        try await withStore { store in
            _ = try await store.fileEntry(.downloads, "k") { file in
                let part = FilePath("\(file).part")
                try Disk().write("half", to: part)
                _ = try Store(root: store.root)
                try Disk().rename(part, to: file)
            }
            #expect(try Disk().list(store.root.appending("temporary")).isEmpty)
        }
    }

    @Test("keys that are none", arguments: ["", ".", "..", "a/b", ".hidden", "ü", String(repeating: "a", count: 201)])
    func badKeys(key: String) async throws {
        try await withStore { store in
            let error = await #expect(throws: RuntimesError.self) { _ = try await store.entry(.actions, key) { _ in } }
            #expect(error?.code == "store.key")
        }
    }

    @Test func blobsComeAndGo() async throws {
        try await withStore { store in
            #expect(try store.blob(.frames, "b") == nil)
            try store.storeBlob([1, 2, 3], .frames, "b")
            try store.storeBlob([4], .frames, "b")
            let path = try #require(try store.blob(.frames, "b"))
            #expect(try Disk().read(path) == [4])
            try store.remove(.frames, "b")
            #expect(try store.blob(.frames, "b") == nil)
            #expect(try Disk().list(store.root.appending("temporary")).isEmpty)
        }
    }

    private func withStore(_ body: (Store) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body(Store(root: $0.appending("cache"))) }
    }
}

private final class Tally: Sendable {
    let count = Atomic(0)
}

func permissions(of path: FilePath) -> mode_t {
    var status = stat()
    return lstat(path.string, &status) == 0 ? status.st_mode & 0o7777 : 0
}
