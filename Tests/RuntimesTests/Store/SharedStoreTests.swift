import Glibc
import Host
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct SharedStoreTests {
    @Test func whatAnotherStoreHasServes() async throws {
        try await withStores { shared, open in
            let before = try Disk().walk(shared).map(\.path)
            let store = try open { _ in }
            let entry = try await store.entry(.runtimes, "k") { _ in Issue.record("it is there") }
            #expect(entry.wasThere && entry.path.starts(with: shared))
            #expect(try store.find(.runtimes, "k") == entry.path)
            #expect(try Disk().walk(shared).map(\.path) == before)
            #expect(try Disk().list(store.root.appending("runtimes")) == [])
            #expect(try store.prune(PruneRule(size: 0), now: 2e9).removed == [])
            // What tells of this machine's runs is not taken from others.
            #expect(try store.blob(.verdicts, "v") == nil)
        }
    }

    @Test func aDamagedOneIsMadeInTheOwnStore() async throws {
        try await withStores { shared, open in
            try Disk().write("longer than before", to: shared.appending("runtimes/k/file"))
            let store = try open { _ in }
            let entry = try await store.entry(.runtimes, "k") { try Disk().write("own", to: $0.appending("file")) }
            #expect(!entry.wasThere && entry.path.starts(with: store.root))
            #expect(try Disk().readText(shared.appending("runtimes/k/file")) == "longer than before")
        }
    }

    @Test func aFetchedFileOfAnotherStoreIsReadFirst() async throws {
        try await withStores { shared, open in
            try Disk().write("not that", to: shared.appending("downloads").appending(String(repeating: "a", count: 64)))
            let store = try open { _ in }
            let entry = try await store.fileEntry(.downloads, String(repeating: "a", count: 64)) {
                try Disk().write("fetched", to: $0)
            }
            #expect(!entry.wasThere)
        }
    }

    @Test("what others may write to is refused", arguments: ["", "runtimes"])
    func refusal(folder: String) async throws {
        try await withStores { shared, open in
            chmod(shared.appending(folder).string, 0o777)
            let error = #expect(throws: RuntimesError.self) { try open { _ in } }
            #expect(error?.code == "store.foreign")
        }
    }

    @Test func oneThatIsNotThereIsSaid() async throws {
        try await withTemporaryFolder { folder in
            let notes = Notes()
            let store = try Store(root: folder.appending("own"), shared: [folder.appending("none")]) { notes.add($0) }
            #expect(store.shared == [] && notes.text.contains("no shared cache"))
        }
    }

    @Test func theEnvironmentNamesThem() throws {
        let places = try Store.sharedLocations(environment: ["BMATRIX_SHARED_CACHE": "/a:/b"])
        #expect(places == ["/a", "/b"])
        #expect(try Store.sharedLocations(environment: [:]) == [])
        #expect(throws: RuntimesError.self) { try Store.sharedLocations(environment: ["BMATRIX_SHARED_CACHE": "a"]) }
    }

    private typealias Opening = (@escaping @Sendable (String) -> Void) throws -> Store

    private func withStores(_ body: (_ shared: FilePath, _ open: Opening) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let shared = folder.appending("shared")
            do {
                let maker = try Store(root: shared)
                _ = try await maker.entry(.runtimes, "k") { try Disk().write("text", to: $0.appending("file")) }
                try maker.storeBlob([1], .verdicts, "v")
            }
            try await body(shared) { notify in
                try Store(root: folder.appending("own"), shared: [shared], notify: notify)
            }
        }
    }
}
