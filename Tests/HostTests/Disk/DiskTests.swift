import Glibc
import SystemPackage
import Testing

@testable import Host

private let disk = Disk()

func withDisk<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "disk-test")
    defer { try? disk.removeTree(folder) }
    return try await body(folder)
}

struct DiskTests {
    @Test func writesAndReadsWhole() async throws {
        try await withDisk { folder in
            let path = folder.appending("é \n file")
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try disk.write(bytes, to: path, mode: 0o755)
            #expect(try disk.read(path) == bytes)
            #expect(disk.isExecutable(path) && disk.size(of: path) == 200_000)
            try disk.write("short", to: path)
            #expect(try disk.readText(path) == "short")
            #expect(!disk.isExecutable(path))
            #expect(try disk.list(folder) == ["é \n file"])
        }
    }

    @Test func leavesNothingBehindWhenItCannotWrite() async throws {
        try await withDisk { folder in
            let place = folder.appending("taken")
            try disk.makeFolder(place.appending("inside"))
            #expect(throws: DiskError.self) { try disk.write("x", to: place) }
            #expect(try disk.list(folder) == ["taken"])
            let error = #expect(throws: DiskError.self) { try disk.write("x", to: folder.appending("no/x")) }
            #expect(error?.code == "disk.not-found" && error?.path == folder.appending("no/x"))
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere")) func anUnwritableFolderIsNamed() async throws {
        try await withDisk { folder in
            try disk.makeFolder(folder.appending("locked"), mode: 0o500)
            let error = #expect(throws: DiskError.self) { try disk.write("x", to: folder.appending("locked/x")) }
            #expect(error?.code == "disk.permission" && error?.hint.isEmpty == false)
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can mount")) func aFullDiskKeepsTheOldFile() async throws {
        try await withDisk { folder in
            let place = folder.appending("small")
            try disk.makeFolder(place)
            guard mount("tmpfs", place.string, "tmpfs", 0, "size=64k") == 0 else { return }
            defer { umount2(place.string, 2) }
            let file = place.appending("file")
            try disk.write("old", to: file)
            let large = [UInt8](repeating: 1, count: 1 << 20)
            let error = #expect(throws: DiskError.self) { try disk.write(large, to: file) }
            #expect(error?.code == "disk.full" && error?.hint.contains("BMATRIX_CACHE") == true)
            #expect(try disk.readText(file) == "old")
            #expect(try disk.list(place) == ["file"])
            try disk.write(large, to: folder.appending("large"))
            #expect(throws: DiskError.self) {
                try disk.copyFile(folder.appending("large"), to: place.appending("copy"))
            }
            #expect(try disk.list(place) == ["file"])
        }
    }

    @Test func readsNoMoreThanItMay() async throws {
        try await withDisk { folder in
            try disk.write("12345", to: folder.appending("x"))
            #expect(try disk.read(folder.appending("x"), limit: 5).count == 5)
            #expect(throws: DiskError.self) { try disk.read(folder.appending("x"), limit: 4) }
            // A device tells no size; what it gives is counted.
            #expect(throws: DiskError.self) { try disk.read("/dev/zero", limit: 1 << 20) }
            #expect(throws: DiskError.self) { try disk.read(folder) }
            #expect(throws: DiskError.self) { try disk.read(folder.appending("y")) }
        }
    }

    @Test func tellsWhatStandsThere() async throws {
        try await withDisk { folder in
            try disk.write("x", to: folder.appending("file"))
            try disk.link(folder.appending("link"), to: ".")
            mkfifo(folder.appending("pipe").string, 0o600)
            #expect(disk.kind(of: folder) == .folder && disk.kind(of: folder.appending("file")) == .file)
            #expect(disk.kind(of: folder.appending("link")) == .link && disk.isFolder(folder.appending("link")))
            #expect(disk.kind(of: folder.appending("pipe")) == .other)
            #expect(disk.kind(of: folder.appending("none")) == nil && disk.size(of: folder.appending("none")) == nil)
        }
    }
}
