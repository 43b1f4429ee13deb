import Archive
import Glibc
import SystemPackage
import Testing

/// Archives that want to harm whoever unpacks them: each is refused by its own code, and nothing is written outside.
@Suite struct AttackTests {
    @Test(
        "odd names",
        arguments: [
            ("new\nline", "control"), ("bell\u{7}", "control"), ("\u{1B}[31mred", "control"),
            ("rtl\u{202E}gpj", "control"),
            (String(repeating: "x", count: 300), "too long"), (String(repeating: "long/", count: 260) + "x", "deep"),
            (String(repeating: String(repeating: "y", count: 200) + "/", count: 6) + "x", "too long"),
            (String(repeating: "d/", count: 5000) + "x", "deep"), ("", "names nothing"), (".", "names nothing"),
            ("./", "names nothing"), ("./.", "names nothing"),
        ])
    func oddNames(name: String, complaint: String) throws {
        var tar = RawTar()
        // A name that ends in a slash makes even a file's entry one of a folder; tar's oldest rule.
        tar.add("good", content: [1])
        tar.add(name, content: [1])
        if name.hasSuffix("/") || name.isEmpty { return try expectNothingOutside(tar.whole) }
        let error = try refusal(of: tar.whole)
        #expect(error?.code == "archive.odd-name")
        #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "")")
        #expect(error?.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } == true)
    }

    @Test func namesThatAreNoUTF8() throws {
        var tar = RawTar()
        tar.add([0x66, 0xFF, 0xFE], type: UInt8(ascii: "0"), content: [1])
        #expect(try refusal(of: tar.whole)?.code == "archive.odd-name")
    }

    @Test func aFileWhereAFolderIs() throws {
        var tar = RawTar()
        tar.add("a/b", content: [1])
        tar.add("a", content: [2])
        #expect(try refusal(of: tar.whole)?.code == "archive.odd-name")
        var other = RawTar()
        other.add("a", content: [2])
        other.add("a/b", content: [1])
        #expect(try refusal(of: other.whole)?.code == "archive.unsafe-path")
    }

    @Test(
        "what is no file", arguments: [("3", "device"), ("4", "device"), ("6", "named pipe")] as [(Character, String)])
    func kinds(type: Character, word: String) throws {
        var tar = RawTar()
        tar.add("x", type: type)
        let error = try refusal(of: tar.whole)
        #expect(error?.code == "archive.unsafe-entry")
        #expect(error?.message.contains(word) == true)
    }

    @Test("modes that lend rights are taken away", arguments: [0o4755, 0o2755, 0o1777, 0o6777, 0o7777])
    func modes(mode: Int) throws {
        try withTemporaryFolder { folder in
            var tar = RawTar()
            tar.add("run", mode: mode, content: [1])
            try folder.appending("a.tar").write(tar.whole)
            try Unpacker().unpack(folder.appending("a.tar"), into: folder)
            #expect(permissions(of: folder.appending("run")) == 0o755)
        }
    }

    @Test("much out of little", arguments: ["gzip", "xz", "zstd"])
    func bomb(filter: String) throws {
        try withTemporaryFolder { folder in
            // As deep as it takes to be far beyond the ratio; the limit ends it long before ten gigabytes would be out.
            let archive = folder.appending("bomb.tar")
            let zeros = String(repeating: "\0", count: 96 << 20)
            try TestArchive(entries: [("zeros", .file(zeros))]).writeTar(archive, filter: filter)
            let place = folder.appending("out")
            _ = place.withPlatformString { mkdir($0, 0o700) }
            let error = #expect(throws: ArchiveError.self) { try Unpacker().unpack(archive, into: place) }
            #expect(error?.code == "archive.bomb")
            var status = stat()
            _ = place.appending("zeros").withPlatformString { lstat($0, &status) }
            #expect(status.st_size <= 65 << 20)
        }
    }

    @Test func tenGigabytesAnnouncedAreNotWaitedFor() throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.tar")
            var tar = RawTar()
            tar.add("huge", content: [1], announcing: 10_000_000_000)
            try archive.write(tar.whole)
            let error = #expect(throws: ArchiveError.self) { try Unpacker().unpack(archive, into: folder) { _ in nil } }
            #expect(["archive.too-large", "archive.bomb"].contains(error?.code), "\(error?.message ?? "")")
        }
    }

    @Test func aMillionEntries() throws {
        try withTemporaryFolder { folder in
            var tar = RawTar()
            for number in 0..<1000 { tar.add("e\(number)") }
            let thousand = tar.bytes
            let bytes = (0..<1000).reduce(into: [UInt8]()) { bytes, _ in bytes += thousand }
            try folder.appending("a.tar").write(bytes)
            let error = #expect(throws: ArchiveError.self) {
                try Unpacker().unpack(folder.appending("a.tar"), into: folder) { _ in nil }
            }
            #expect(error?.code == "archive.too-many-entries")
        }
    }

    @Test func namesThatDifferInCaseAreTwoFiles() throws {
        try withTemporaryFolder { folder in
            var tar = RawTar()
            tar.add("File", content: [1])
            tar.add("file", content: [2])
            try folder.appending("a.tar").write(tar.whole)
            try Unpacker().unpack(folder.appending("a.tar"), into: folder)
            #expect(try folder.appending("File").read() == [1])
            #expect(try folder.appending("file").read() == [2])
        }
    }

    @Test(
        "every format cut short or damaged has a code",
        arguments: [("pax", "gzip"), ("pax", "xz"), ("pax", "zstd"), ("zip", "none"), ("deb", "xz"), ("deb", "zstd")])
    func damage(format: String, filter: String) throws {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a")
            let text = String((0..<40_000).map { Character(Unicode.Scalar(UInt8(33 + ($0 &* 7919) % 90))) })
            let tree = TestArchive(entries: [("a/b", .file(text)), ("a/c", .file("c"))])
            if format == "deb" {
                try tree.writePackage(archive, filter: filter)
            } else {
                try tree.write(archive, format: format, filter: filter)
            }
            let whole = try archive.read()
            for part in [0.0, 0.3, 0.6] {
                try archive.write(Array(whole.prefix(Int(Double(whole.count) * part))))
                let error = try refusal(of: archive, in: folder)
                // What is cut before the first entry is an archive with none, or no archive.
                #expect(error.map { ["archive.corrupt", "archive.no-data"].contains($0.code) } ?? false, "\(part)")
            }
            var noise = whole
            for place in stride(from: whole.count / 3, to: whole.count * 2 / 3, by: 97) { noise[place] ^= 0x55 }
            try archive.write(noise)
            // libarchive writes zstd without checksums and does not look at gzip's: there it takes a digest to see all.
            let error = try refusal(of: archive, in: folder)
            #expect(error.map { $0.code.hasPrefix("archive.") } ?? ["zstd", "gzip"].contains(filter))
        }
    }

    /// Unpacks into a folder of a folder; whatever comes of it, nothing new stands beside.
    private func expectNothingOutside(_ bytes: [UInt8]) throws {
        _ = try refusal(of: bytes)
    }

    private func refusal(of bytes: [UInt8]) throws -> ArchiveError? {
        try withTemporaryFolder { folder in
            let archive = folder.appending("a.tar")
            try archive.write(bytes)
            let error = try refusal(of: archive, in: folder)
            #expect(try folder.names.filter { !$0.hasPrefix("inner-") } == ["a.tar"])
            return error
        }
    }

    private func refusal(of archive: FilePath, in folder: FilePath) throws -> ArchiveError? {
        let inner = folder.appending("inner-\(UInt32.random(in: 0 ... .max))")
        let place = inner.appending("out")
        _ = inner.withPlatformString { mkdir($0, 0o700) }
        _ = place.withPlatformString { mkdir($0, 0o700) }
        defer { #expect((try? inner.names) == ["out"]) }
        do throws(ArchiveError) {
            try Unpacker().unpack(archive, into: place)
            return nil
        } catch { return error }
    }
}
