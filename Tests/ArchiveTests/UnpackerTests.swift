import Archive
import Glibc
import SystemPackage
import Testing

@Suite struct UnpackerTests {
    private let tree = TestArchive(entries: [
        ("./", .folder), ("./bin/run", .file("#!/bin/sh\n", mode: 0o4755)), ("./share/text", .file("hello")),
        ("./share/alias", .symbolicLink("../bin/run")), ("./share/twin", .hardLink("./share/text")),
        ("empty", .folder),
    ])

    @Test("tar in every compression", arguments: ["none", "gzip", "xz", "zstd", "bzip2"])
    func tar(filter: String) throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.tar")
            try tree.writeTar(archive, filter: filter)
            try expectTree(of: archive, in: folder)
        }
    }

    @Test("Debian packages", arguments: ["xz", "zstd", "gzip"])
    func package(filter: String) throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.deb")
            try tree.writePackage(archive, filter: filter)
            try expectTree(of: archive, in: folder)
        }
    }

    @Test func zip() throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.zip")
            let bytes = try Zip.write([.init(path: "a/b", contents: [1, 2, 3])])
            try archive.write(bytes)
            try Unpacker().unpack(archive, into: folder)
            #expect(try folder.appending("a/b").read() == [1, 2, 3])
        }
    }

    @Test func onlyWhatIsSelectedIsUnpackedAndWhereItIsWanted() throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.tar")
            try tree.writeTar(archive, filter: "none")
            var seen: [String] = []
            try Unpacker().unpack(archive, into: folder) { path in
                seen.append(path)
                return path == "share/text" ? "deep/er/file" : nil
            }
            #expect(seen.contains("bin/run"))
            #expect(try folder.names == ["a.tar", "deep"])
            #expect(try folder.appending("deep/er/file").readText() == "hello")
        }
    }

    @Test func aLaterEntryReplacesAnEarlierOne() throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.tar")
            try TestArchive(entries: [("f", .file("old")), ("f", .file("new"))]).writeTar(archive, filter: "none")
            try Unpacker().unpack(archive, into: folder)
            #expect(try folder.appending("f").readText() == "new")
        }
    }

    @Test(
        "entries that would write outside",
        arguments: [
            ("../out", "archive.unsafe-path"), ("/tmp/out-of-folder", "archive.unsafe-path"),
            ("a/../../out", "archive.unsafe-path"), ("a/..", "archive.unsafe-path"),
        ])
    func unsafePaths(path: String, code: String) throws {
        try expectRefusal([(path, .file("x"))], code: code)
    }

    @Test("links that lead outside", arguments: ["/etc/passwd", "..", "../..", "a/../../x", "x/../y", "../../a"])
    func unsafeLinks(target: String) throws {
        try expectRefusal([("d/link", .symbolicLink(target == ".." ? "../.." : target))], code: "archive.unsafe-link")
    }

    @Test func nothingIsWrittenThroughALink() throws {
        try expectRefusal(
            [("real", .folder), ("link", .symbolicLink("real")), ("link/file", .file("x"))], code: "archive.unsafe-path"
        )
    }

    @Test func hardLinksOutsideAreRefused() throws {
        try expectRefusal([("link", .hardLink("../a.tar"))], code: "archive.unsafe-link")
        try expectRefusal(
            [("soft", .symbolicLink("a.tar")), ("link", .hardLink("soft"))], code: "archive.unsafe-link")
    }

    @Test func devicesAreRefused() throws {
        try expectRefusal([("null", .device)], code: "archive.unsafe-entry")
    }

    @Test func limitsHold() throws {
        let entries: [(String, TestArchive.Content)] = [
            ("a", .file(String(repeating: "x", count: 1000))), ("b", .file("y")),
        ]
        try expectRefusal(entries, code: "archive.too-large", limits: UnpackLimits(entries: 9, bytes: 999))
        try expectRefusal(entries, code: "archive.too-many-entries", limits: UnpackLimits(entries: 1, bytes: 9999))
    }

    @Test("a package cut short anywhere is noticed", arguments: [0, 1, 8, 60, 100, 200, 300, 400])
    func truncation(length: Int) throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.deb")
            try tree.writePackage(archive)
            let whole = try archive.read()
            try archive.write(Array(whole.prefix(length)))
            let error = #expect(throws: ArchiveError.self) { try Unpacker().unpack(archive, into: folder) }
            #expect(["archive.corrupt", "archive.no-data"].contains(error?.code))
        }
    }

    @Test func packagesWithoutDataAreNamed() throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.deb")
            try tree.writePackage(archive, member: "other.tar.xz")
            let error = #expect(throws: ArchiveError.self) { try Unpacker().unpack(archive, into: folder) }
            #expect(error?.code == "archive.no-data")
        }
    }

    @Test func aMissingArchiveIsUnreadable() throws {
        let error = #expect(throws: ArchiveError.self) { try Unpacker().unpack("/nonexistent.tar", into: "/tmp") }
        #expect(error?.code == "archive.unreadable")
    }

    @Test("noise never crashes", arguments: 0..<40)
    func noise(seed: Int) throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.deb")
            try tree.writePackage(archive)
            var bytes = try archive.read()
            for step in 0..<10 where !bytes.isEmpty { bytes[(seed * 7919 + step * 104_729) % bytes.count] ^= 0x5A }
            try archive.write(bytes)
            let place = folder.appending("out")
            _ = place.withPlatformString { mkdir($0, 0o700) }
            do throws(ArchiveError) { try Unpacker().unpack(archive, into: place) } catch {
                #expect(error.code.hasPrefix("archive."))
            }
        }
    }

    private func expectTree(of archive: FilePath, in folder: FilePath) throws {
        let place = folder.appending("out")
        _ = place.withPlatformString { mkdir($0, 0o700) }
        try Unpacker().unpack(archive, into: place)
        #expect(try place.names == ["bin", "empty", "share"])
        #expect(try place.appending("share/alias").readText() == "#!/bin/sh\n")
        #expect(try place.appending("share/twin").readText() == "hello")
        #expect(permissions(of: place.appending("bin/run")) == 0o755)
        #expect(permissions(of: place.appending("share/text")) == 0o644)
        var status = stat()
        _ = place.appending("share/text").withPlatformString { lstat($0, &status) }
        #expect(status.st_mtim.tv_sec == 1_700_000_000)
    }

    private func expectRefusal(
        _ entries: [(String, TestArchive.Content)], code: String, limits: UnpackLimits = UnpackLimits()
    ) throws {
        try withTemporaryFolder { folder in
            let place = folder.appending("inner/out")
            _ = folder.appending("inner").withPlatformString { mkdir($0, 0o700) }
            _ = place.withPlatformString { mkdir($0, 0o700) }
            let archive = folder.appending("a.tar")
            try TestArchive(entries: entries).writeTar(archive, filter: "none")
            let error = #expect(throws: ArchiveError.self) {
                try Unpacker(limits: limits).unpack(archive, into: place)
            }
            #expect(error?.code == code)
            #expect(try folder.names == ["a.tar", "inner"])
            #expect(try folder.appending("inner").names == ["out"])
        }
    }
}
