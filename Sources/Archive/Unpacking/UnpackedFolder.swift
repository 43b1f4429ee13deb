import Glibc
import SystemPackage

/// Places entries below a folder without ever following a link there.
struct UnpackedFolder {
    private let root: FilePath
    private let archive: String
    // Folders below the root that are known to be real ones. They stay so: nothing here replaces a folder.
    private var knownFolders: Set<[String]> = [[]]

    init(root: FilePath, archive: String) {
        self.root = root
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
        let file = path.withPlatformString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode) }
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
        if path.withPlatformString({ symlink(target, $0) }) != 0 { throw failure(path) }
    }

    mutating func makeHardLink(_ place: SafePath, to existing: SafePath) throws(ArchiveError) {
        try makeFolder(parent(of: existing))
        let source = location(existing.components)
        guard kind(of: source) == S_IFREG else {
            throw .unsafeLink(archive: archive, entry: place.text, target: existing.text)
        }
        if place == existing { return }
        let path = try makeRoom(for: place)
        let result = source.withPlatformString { from in path.withPlatformString { link(from, $0) } }
        if result != 0 { throw failure(path) }
    }

    /// Makes the parents of a place, and takes away what stood there unless that is a folder.
    private mutating func makeRoom(for place: SafePath) throws(ArchiveError) -> FilePath {
        try makeFolder(parent(of: place))
        let path = location(place.components)
        if path.withPlatformString({ unlink($0) }) != 0, errno != ENOENT { throw failure(path) }
        return path
    }

    private func makeRealFolder(_ components: [String]) throws(ArchiveError) {
        let path = location(components)
        if path.withPlatformString({ mkdir($0, 0o755) }) == 0 { return }
        guard errno == EEXIST else { throw failure(path) }
        guard kind(of: path) == S_IFDIR else {
            throw .unsafePath(archive: archive, entry: components.joined(separator: "/"))
        }
    }

    private func copyContent(
        of reader: ArchiveReader, to file: Int32, _ path: FilePath, _ tally: inout UnpackTally
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
                throw .unwritable(path: path, errno: error as? Errno ?? .ioError)
            }
        }
    }

    private func kind(of path: FilePath) -> mode_t {
        var status = stat()
        return path.withPlatformString { lstat($0, &status) } == 0 ? status.st_mode & S_IFMT : 0
    }

    private func parent(of place: SafePath) -> SafePath {
        SafePath(components: place.components.dropLast())
    }

    private func location(_ components: [String]) -> FilePath {
        root.appending(components.map { FilePath.Component($0) }.compactMap(\.self))
    }

    private func failure(_ path: FilePath) -> ArchiveError {
        .unwritable(path: path, errno: Errno(rawValue: errno))
    }
}
