import Digest
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// An open artifact, read at places.
struct ArtifactBytes {
    let path: FilePath
    let size: UInt64
    let isExecutable: Bool
    private let file: FileDescriptor

    init(_ path: FilePath) throws(ArtifactError) {
        self.path = path
        do {
            // A pipe in the place of the file must not keep us waiting.
            file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch {
            throw .unreadable(path, error as? Errno ?? .ioError)
        }
        var status = stat()
        guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            try? file.close()
            throw .notAnArtifact(path)
        }
        size = UInt64(max(status.st_size, 0))
        isExecutable = status.st_mode & S_IXUSR != 0
    }

    func close() { try? file.close() }

    func read(at offset: UInt64, count: Int) throws(ArtifactError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        do {
            while have < count {
                let got = try bytes.withUnsafeMutableBytes {
                    try file.read(
                        fromAbsoluteOffset: Int64(clamping: offset) + Int64(have),
                        into: UnsafeMutableRawBufferPointer(rebasing: $0[have...]))
                }
                if got == 0 { break }
                have += got
            }
        } catch {
            throw .unreadable(path, error as? Errno ?? .ioError)
        }
        if have < count { throw .truncated(path) }
        return bytes
    }

    /// Load commands and what they tell; nil for anything else than a whole program for macOS with a place for an artifact.
    func machO() throws(ArtifactError) -> (commands: LoadCommands, places: MachOPlaces)? {
        let limit: UInt64 = 64 << 20
        let front = try read(at: 0, count: Int(min(size, UInt64(LoadCommands.limit))))
        guard let commands = LoadCommands(front), let places = MachOPlaces(commands), places.size == size,
            places.begin <= limit, places.size - places.lastSegment <= limit
        else { return nil }
        return (commands, places)
    }

    /// The digest of all before the payload, as far as it does not depend on the payload.
    func launcherDigest(_ payload: UInt64) throws(ArtifactError) -> DigestValue {
        guard let commands = try machO()?.commands else { return try digest(from: 0, to: payload) }
        let front = Array(commands.settled.prefix(Int(clamping: payload)))
        return try digest(from: UInt64(front.count), to: payload, after: front)
    }

    func digest(from start: UInt64, to end: UInt64, after front: [UInt8] = []) throws(ArtifactError) -> DigestValue {
        var hash = SHA256()
        hash.update(front)
        var next = start
        while next < end {
            let count = Int(min(end - next, 1 << 20))
            hash.update(try read(at: next, count: count))
            next += UInt64(count)
        }
        return hash.finalize()
    }

    /// A launcher says so near its front, on Linux in an ELF note, on macOS by the name of a segment, which tells an artifact
    /// without end from any other file.
    func hasLauncherNote() throws(ArtifactError) -> Bool {
        let front = try read(at: 0, count: Int(min(size, 4096)))
        let programs = [[0x7F] + Array("ELF".utf8), Array("MZ".utf8), LoadCommands.magic]
        guard programs.contains(where: { front.starts(with: $0) }) else { return false }
        let note = Array("BMATRIX\u{0}".utf8)
        return front.indices.contains { front[$0...].starts(with: note) }
    }
}
