import Glibc
import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct StoreUseTests {
    /// What happens to a file of an entry, and what the store says of it.
    enum Mishap: String, CaseIterable {
        case missing, shorter, changed, replacedByALink, badRecord

        var words: String {
            switch self {
            case .missing: "is missing"
            case .shorter: "another size"
            case .changed: "another content"
            case .replacedByALink: "something else"
            case .badRecord: "record"
            }
        }

        func strike(_ entry: FilePath) throws {
            let file = entry.appending("bin/program")
            switch self {
            case .missing: try Disk().removeFile(file)
            case .shorter: truncate(file.string, 3)
            case .changed:
                try Disk().write(Array("PROGRAM".utf8), to: file, mode: 0o755)
                setTime(of: file, 1_000)
            case .replacedByALink:
                try Disk().removeFile(file)
                try Disk().link(file, to: "/bin/sh")
            case .badRecord:
                let record = entry.removingLastComponent().appending(".k.files")
                truncate(record.string, off_t((Disk().size(of: record) ?? 0) - 5))
            }
        }
    }

    @Test("a damaged entry is made again, and that is said", arguments: Mishap.allCases)
    func damage(mishap: Mishap) async throws {
        try await withTemporaryFolder { folder in
            let entry = try await make(in: try Store(root: folder.appending("cache")))
            try mishap.strike(entry.path)
            let notes = Notes()
            let store = try Store(root: folder.appending("cache")) { notes.add($0) }
            let again = try await make(in: store)
            #expect(!again.wasThere)
            #expect(try Disk().readText(again.path.appending("bin/program")) == "program")
            #expect(notes.text.contains(mishap.words) && notes.text.contains("made again"), "\(notes.text)")
            #expect(try await make(in: store).wasThere)
        }
    }

    @Test func otherTimesAreNoDamage() async throws {
        try await withTemporaryFolder { folder in
            let first = try await make(in: try Store(root: folder.appending("cache")))
            setTime(of: first.path.appending("bin/program"), 1_000)
            #expect(try await make(in: try Store(root: folder.appending("cache"))).wasThere)
            let record = try #require(EntryRecord(reading: first.path.removingLastComponent().appending(".k.files")))
            #expect(record.members.first { $0.path == "bin/program" }?.look.modified == 1_000)
            #expect(record.glance(at: first.path) == .whole)
        }
    }

    @Test func entriesOfOlderVersionsServe() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(root: folder.appending("cache"))
            try Disk().makeFolder(store.root.appending("runtimes/k"))
            #expect(try await make(in: store).wasThere)
            #expect(store.items([.runtimes]).map(\.about) == [nil])
            #expect(try store.verify().unknown.map(\.key) == ["k"])
        }
    }

    @Test func everyByteIsVerified() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(root: folder.appending("cache"))
            let file = try await make(in: store).path.appending("bin/program")
            #expect(try store.verify().damaged == [])
            let time = try #require(FileTime(modificationOf: file)).seconds
            try Disk().write(Array("PROGRAM".utf8), to: file, mode: 0o755)
            setTime(of: file, time)
            // Length and time are right: a look does not show it.
            #expect(try await make(in: try Store(root: store.root)).wasThere)
            #expect(try store.verify(keeping: true).damaged.map(\.flaw) == ["bin/program has another content"])
            #expect(try store.verify().damaged.count == 1)
            #expect(try Disk().list(store.root.appending("runtimes")) == [])
        }
    }

    @Test func whatDoesNotBelongThereIsDamage() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(root: folder.appending("cache"))
            let entry = try await make(in: store)
            try Disk().write("x", to: entry.path.appending("lib/stranger"))
            #expect(try store.verify().damaged.map(\.flaw) == ["lib/stranger does not belong there"])
            try Disk().write("x", to: store.root.appending("downloads").appending(String(repeating: "0", count: 64)))
            #expect(try store.verify().damaged.map(\.flaw) == ["its SHA-256 is another one"])
        }
    }

    @Test func whatAnEntryIsIsKept() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(root: folder.appending("cache"))
            let entry = try await make(in: store)
            let about = EntryAbout(
                name: "Erlang/OTP", version: try #require(Version("27.1")), source: "debian", origin: "trixie",
                platform: Platform(.linux, .x86_64, .bundled), made: 12)
            store.describe(entry.path, about)
            let item = try #require(store.items([.runtimes]).first)
            #expect(item.about == about && item.size > 0 && item.key == "k")
        }
    }

    private func make(in store: Store) async throws -> StoredEntry {
        try await store.entry(.runtimes, "k") { folder in
            try Disk().makeFolder(folder.appending("bin"))
            try Disk().makeFolder(folder.appending("lib"))
            try Disk().write(Array("program".utf8), to: folder.appending("bin/program"), mode: 0o755)
            try Disk().write("text", to: folder.appending("lib/a text"))
            try Disk().link(folder.appending("link"), to: "bin/program")
        }
    }
}

/// Sets when a file or folder was changed last.
func setTime(of path: FilePath, _ seconds: Int) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    utimensat(AT_FDCWD, path.string, [time, time], AT_SYMLINK_NOFOLLOW)
}
