import Glibc
import SystemPackage
import Testing

@testable import Host

struct FoldersTests {
    private let disk = Disk()

    @Test func makesFoldersAndThoseAbove() async throws {
        try await withDisk { folder in
            try disk.makeFolder(folder.appending("a/b/c"))
            try disk.makeFolder(folder.appending("a/b/c"))
            #expect(disk.isFolder(folder.appending("a/b/c")))
            try disk.write("x", to: folder.appending("file"))
            for path in ["file", "file/x", "file/x/y"] {
                #expect(throws: DiskError.self) { try disk.makeFolder(folder.appending(path)) }
            }
        }
    }

    @Test func walksInOneOrderAndFollowsNoLinks() async throws {
        try await withDisk { folder in
            for path in ["b/x", "a/y/z", "a-b", "B"] {
                try disk.makeFolder(folder.appending(path).removingLastComponent())
                try disk.write("", to: folder.appending(path))
            }
            try disk.link(folder.appending("a/up"), to: "..")
            try disk.link(folder.appending("gone"), to: "nowhere")
            let found = try disk.walk(folder)
            #expect(found.map(\.path) == ["B", "a", "a-b", "a/up", "a/y", "a/y/z", "b", "b/x", "gone"])
            #expect(found.filter { $0.kind == .link }.map(\.path) == ["a/up", "gone"])
        }
    }

    @Test func removesWhatIsThereAndNothingBehindLinks() async throws {
        try await withDisk { folder in
            try disk.makeFolder(folder.appending("kept"))
            try disk.write("x", to: folder.appending("kept/file"))
            let tree = folder.appending("tree")
            try disk.makeFolder(tree.appending("locked"))
            try disk.write("x", to: tree.appending("locked/file"))
            try disk.link(tree.appending("folder"), to: "../kept")
            try disk.link(tree.appending("loop"), to: ".")
            mkfifo(tree.appending("pipe").string, 0o600)
            chmod(tree.appending("locked").string, 0o500)
            try disk.removeTree(tree)
            #expect(disk.kind(of: tree) == nil)
            #expect(try disk.readText(folder.appending("kept/file")) == "x")
            try disk.removeTree(tree)
            try disk.link(tree, to: "kept")
            try disk.removeTree(tree)
            #expect(try disk.list(folder) == ["kept"])
        }
    }

    @Test func copiesTreesWithLinksAndExecutableBits() async throws {
        try await withDisk { folder in
            let source = folder.appending("source")
            try disk.makeFolder(source.appending("empty"))
            try disk.write(Array("run".utf8), to: source.appending("run"), mode: 0o700)
            try disk.write("text", to: source.appending("text"))
            try disk.link(source.appending("link"), to: "text")
            mkfifo(source.appending("pipe").string, 0o600)
            let copy = folder.appending("copy")
            try disk.copyTree(source, to: copy)
            #expect(try disk.list(copy) == ["empty", "link", "run", "text"])
            #expect(disk.isExecutable(copy.appending("run")) && !disk.isExecutable(copy.appending("text")))
            #expect(try disk.readLink(copy.appending("link")) == "text")
            #expect(try disk.readText(copy.appending("text")) == "text")
            #expect(throws: DiskError.self) { try disk.copyTree(source, to: copy) }
        }
    }

    @Test func aCopyThatFailsLeavesNothing() async throws {
        try await withDisk { folder in
            #expect(throws: DiskError.self) { try disk.copyFile(folder, to: folder.appending("copy")) }
            let names = try disk.list(folder)
            #expect(names.isEmpty)
        }
    }

    @Test func temporaryFoldersAreOurs() async throws {
        try await withDisk { folder in
            let one = try disk.makeTemporaryFolder(in: folder, prefix: "a")
            let other = try disk.makeTemporaryFolder(in: folder, prefix: "a")
            #expect(one != other && one.lastComponent?.string.hasPrefix("a.") == true)
            var status = stat()
            #expect(lstat(one.string, &status) == 0 && status.st_mode & 0o777 == 0o700)
            #expect(throws: DiskError.self) { try disk.makeTemporaryFolder(in: "/does/not/exist", prefix: "a") }
        }
    }
}
