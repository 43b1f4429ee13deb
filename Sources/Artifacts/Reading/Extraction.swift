import Host
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Unpacks an artifact's release: into a new folder beside its place, which is renamed when all is there.
///
/// Nothing follows a link on its way: links are made last, and no entry lies below one.
package struct Extraction {
    private let reader: ArtifactReader
    private let target: FilePath
    private let isStopped: @Sendable () -> Bool
    private var file: FileDescriptor?
    private var links: [PackedEntry] = []

    /// - Parameters:
    ///   - target: a folder that is not there yet, or an empty one.
    ///   - isStopped: whether to give up; asked again and again.
    package init(of reader: ArtifactReader, to target: FilePath, isStopped: @escaping @Sendable () -> Bool) {
        self.reader = reader
        self.target = target
        self.isStopped = isStopped
    }

    /// Unpacks; whatever goes wrong, nothing is left behind. Blocks meanwhile.
    package mutating func run() throws(ArtifactError) {
        try checkTarget()
        let partial = try makePartial()
        do throws(ArtifactError) {
            try fill(partial)
            guard Glibc.rename(partial.string, target.string) == 0 else { throw failure(target) }
        } catch {
            try? file?.close()
            try? Disk().removeTree(partial)
            throw error
        }
    }

    private func checkTarget() throws(ArtifactError) {
        try reader.checkExpansion()
        let raw = reader.manifest.frames.reduce(0) { $0 &+ Int(clamping: $1.raw) }
        if let free = Disk().freeSpace(at: target.removingLastComponent()), free < raw {
            throw .unwritable(target, .noSpace)
        }
        guard let kind = Disk().kind(of: target) else { return }
        if kind != .folder || (try? Disk().list(target))?.isEmpty != true { throw .notEmpty(target) }
    }

    private func makePartial() throws(ArtifactError) -> FilePath {
        guard let name = target.lastComponent else { throw .notEmpty(target) }
        let unique = UInt64.random(in: 0...(.max))
        let partial = target.removingLastComponent().appending(".\(name.string).\(unique).part")
        if mkdir(partial.string, 0o700) != 0 { throw failure(target) }
        return partial
    }

    private mutating func fill(_ folder: FilePath) throws(ArtifactError) {
        let reader = reader
        try reader.forEach { (event) throws(ArtifactError) in
            if isStopped() { throw .interrupted }
            switch event {
            case .entry(let entry): try make(entry, at: folder.appending(entry.path))
            case .content(let bytes): try write(bytes)
            }
        }
        try closeFile()
        for link in links { try makeLink(link, in: folder) }
        if chmod(folder.string, 0o755) != 0 { throw failure(folder) }
    }

    private mutating func make(_ entry: PackedEntry, at path: FilePath) throws(ArtifactError) {
        try closeFile()
        switch entry.kind {
        case .folder:
            // Parts have folders in common, and what is there was made here.
            guard mkdir(path.string, 0o755) == 0 || errno == EEXIST, chmod(path.string, 0o755) == 0 else {
                throw failure(path)
            }
        case .file(let isExecutable):
            let mode: mode_t = isExecutable ? 0o755 : 0o644
            let number = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            guard number >= 0 else { throw failure(path) }
            file = FileDescriptor(rawValue: number)
            if fchmod(number, mode) != 0 { throw failure(path) }
        case .copy, .link: links.append(entry)
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws(ArtifactError) {
        do { try file?.writeAll(bytes) } catch { throw .unwritable(target, error as? Errno ?? .ioError) }
    }

    private mutating func closeFile() throws(ArtifactError) {
        do { try file?.close() } catch { throw .unwritable(target, error as? Errno ?? .ioError) }
        file = nil
    }

    private func makeLink(_ entry: PackedEntry, in folder: FilePath) throws(ArtifactError) {
        let path = folder.appending(entry.path).string
        switch entry.kind {
        case .copy(let original):
            if link(folder.appending(original).string, path) != 0 { throw failure(target) }
        case .link(let goal): if symlink(goal, path) != 0 { throw failure(target) }
        case .folder, .file: break
        }
    }

    private func failure(_ path: FilePath) -> ArtifactError { .unwritable(path, Errno(rawValue: errno)) }
}
