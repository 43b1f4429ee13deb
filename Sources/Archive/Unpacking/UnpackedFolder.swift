import Glibc
import SystemPackage

/// Places entries below a folder without ever following a link there.
struct UnpackedFolder {
    // Plain text: a FilePath checks itself whole whenever it grows, which is felt with thousands of entries.
    private let root: String
    private let archive: String
    // Folders below the root that are known to be real ones. They stay so: nothing here replaces a folder.
    private var knownFolders: Set<[String]> = [[]]

    init(root: FilePath, archive: String) {
        self.root = root.string
        self.archive = archive
    }

    mutating func makeFolder(_ place: SafePath) throws(ArchiveError) {
        for depth in 0...place.components.count {
            let components = Array(place.components.prefix(depth))
            if knownFolders.contains(components) { continue }
            try makeRealFolder(components)
            knownFolders.insert(components)
        }
    }

    mutating func writeFile(
        _ place: SafePath, of entry: ArchiveEntry, from reader: ArchiveReader, counting tally: inout UnpackTally
    ) throws(ArchiveError) {
        let path = try makeRoom(for: place)
        let mode: mode_t = entry.isExecutable ? 0o755 : 0o644
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        try copyContent(of: reader, to: file, path, &tally)
        let times = [timespec(tv_sec: entry.modified, tv_nsec: 0), timespec(tv_sec: entry.modified, tv_nsec: 0)]
        guard fchmod(file, mode) == 0, futimens(file, times) == 0 else { throw failure(path) }
    }

    mutating func makeLink(_ place: SafePath, to target: String) throws(ArchiveError) {
        guard place.permitsLink(to: target) else {
            throw .unsafeLink(archive: archive, entry: place.text, target: target)
        }
        let path = try makeRoom(for: place)
        if symlink(target, path) != 0 { throw failure(path) }
    }

    mutating func makeHardLink(_ place: SafePath, to existing: SafePath) throws(ArchiveError) {
        try makeFolder(parent(of: existing))
        let source = location(existing.components)
        guard kind(of: source) == S_IFREG else {
            throw .unsafeLink(archive: archive, entry: place.text, target: existing.text)
        }
        if place == existing { return }
        let path = try makeRoom(for: place)
        if link(source, path) != 0 { throw failure(path) }
    }

    /// Makes the parents of a place, and takes away what stood there unless that is a folder.
    private mutating func makeRoom(for place: SafePath) throws(ArchiveError) -> String {
        try makeFolder(parent(of: place))
        let path = location(place.components)
        if unlink(path) == 0 || errno == ENOENT { return path }
        let number = errno
        if kind(of: path) == S_IFDIR {
            throw .oddName(archive: archive, entry: place.text, complaint: "is that of a folder, too")
        }
        throw .unwritable(path: FilePath(path), errno: Errno(rawValue: number))
    }

    private func makeRealFolder(_ components: [String]) throws(ArchiveError) {
        let path = location(components)
        if mkdir(path, 0o755) == 0 { return }
        guard errno == EEXIST else { throw failure(path) }
        guard kind(of: path) == S_IFDIR else {
            throw .unsafePath(archive: archive, entry: components.joined(separator: "/"))
        }
    }

    private func copyContent(
        of reader: ArchiveReader, to file: Int32, _ path: String, _ tally: inout UnpackTally
    ) throws(ArchiveError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { return }
            try tally.count(bytes: count)
            do {
                try FileDescriptor(rawValue: file).writeAll(buffer[..<count])
            } catch {
                throw .unwritable(path: FilePath(path), errno: error as? Errno ?? .ioError)
            }
        }
    }

    private func kind(of path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }

    private func parent(of place: SafePath) -> SafePath {
        SafePath(components: place.components.dropLast())
    }

    private func location(_ components: [String]) -> String {
        "\(root)/\(components.joined(separator: "/"))"
    }

    private func failure(_ path: String) -> ArchiveError {
        .unwritable(path: FilePath(path), errno: Errno(rawValue: errno))
    }
}
